package io.sutler.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.access.FakeSite;
import io.sutler.access.Tokens;
import io.sutler.app.ApiUnderTest;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import io.sutler.store.Accounts;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that stay in Vault: who may refer to which. */
class VaultSecretsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SECRET = "/api/v1/projects/demo/secrets/db";
  @TempDir Path data;
  private FakeSite vault;
  private ApiUnderTest api;
  private String place;

  @BeforeEach
  void open() throws Exception {
    vault = new FakeSite();
    api =
        new ApiUnderTest(
            data,
            InstantSource.system(),
            List.of(
                "--vault=" + vault.address(), "--vault-token=tok", "--vault-projects=kv/sutler"));
    place = "kv/sutler/" + api.store().accounts().project("demo").orElseThrow().id() + "/";
  }

  @AfterEach
  void close() {
    api.close();
    vault.close();
  }

  private String editor() {
    var accounts = api.store().accounts();
    var user = new Accounts.User(new UserId("u1"), "mira", "", false, Instant.EPOCH);
    accounts.create(user);
    accounts.grant(accounts.project("demo").orElseThrow().id(), user.id(), Role.OWNER);
    var token = Tokens.make();
    accounts.create(
        new Accounts.Token(
            "t1",
            Tokens.hash(token),
            "t",
            user.id(),
            Optional.empty(),
            Role.OWNER,
            Set.of(),
            Instant.EPOCH,
            Optional.empty()));
    return token;
  }

  private HttpResponse<String> put(String token, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(api.uri(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String refused(String token, String path, String body, int status) throws Exception {
    var reply = put(token, path, body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
    return reply.body();
  }

  @Test
  void a_tenant_refers_to_what_lies_in_his_projects_place_and_to_nothing_else() throws Exception {
    var mira = editor();
    refused(mira, SECRET, "{\"vault\":\"" + place + "db#password\"}", 204);
    assertThat(refused(mira, SECRET, "{\"vault\":\"kv/sutler/other/db#password\"}", 403))
        .contains("lie beneath " + place.substring(0, place.length() - 1));
    refused(mira, SECRET, "{\"vault\":\"kv/sutler/demo/db#password\"}", 403);
    refused(mira, SECRET, "{\"vault\":\"" + place + "../x#password\"}", 400);
    refused(mira, SECRET, "{\"vault\":\"" + place + "db\"}", 400);
    refused(mira, SECRET, "{\"vault\":\"" + place + "db#p\",\"value\":\"x\"}", 400);
    refused(mira, SECRET, "{}", 400);
    refused(api.adminToken(), SECRET, "{\"vault\":\"kv/any#password\"}", 204);
    // in clear a text cannot pose as a reference
    refused(mira, SECRET, "{\"value\":\"\\u0001vault:kv/any#password\"}", 400);
    assertThat(vault.asked()).noneMatch(a -> a.path().contains("kv/any"));
  }

  @Test
  void a_regions_credentials_may_be_all_fields_of_a_secret() throws Exception {
    var local = "/api/v1/regions/local/credentials";
    refused(api.adminToken(), local, "{\"vault\":\"kv/openstack\"}", 204);
    refused(api.adminToken(), local, "{\"vault\":\"kv/openstack#x\"}", 400);
    refused(api.adminToken(), local, "{\"vault\":\"kv/os\",\"values\":{\"a\":\"b\"}}", 400);
    refused(api.adminToken(), "/api/v1/regions/none/credentials", "{\"vault\":\"kv/os\"}", 404);
    refused(editor(), local, "{\"vault\":\"kv/openstack\"}", 403);
    assertThat(api.store().audits().page(Optional.empty(), Long.MAX_VALUE, 50).toString())
        .contains("vault=kv/openstack");
  }
}
