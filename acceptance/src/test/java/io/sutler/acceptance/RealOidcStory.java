package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenID Connect provider's users sign in, from here and as Michman's clients do. */
@EnabledIfSystemProperty(
    named = "sutler.real.oidc",
    matches = ".+",
    disabledReason = "no OpenID Connect provider: run acceptance/parts/prepare.sh --install")
class RealOidcStory {
  @TempDir Path home;
  private URI issuer = URI.create("");
  private URI michman = URI.create("");

  private Part provider() throws Exception {
    int port = Part.freePort();
    issuer = URI.create("http://127.0.0.1:" + port);
    michman = URI.create("http://127.0.0.1:" + Part.freePort());
    return Part.start(
            home.resolve("oidc.log"),
            List.of(
                "node",
                System.getProperty("sutler.real.oidc", ""),
                System.getProperty("sutler.real.oidc.modules", ""),
                Integer.toString(port),
                michman + "/auth"))
        .answering(issuer.resolve("/.well-known/openid-configuration"));
  }

  private ServerProcess server(String at) throws Exception {
    return ServerProcess.on(
        home.resolve("data"),
        "--michman-port=" + michman.getPort(),
        "--michman-auth=oauth2",
        at + issuer,
        "--oauth2-client=sutler",
        "--oauth2-secret=its-secret",
        "--oauth2-redirect=" + michman + "/auth",
        "--oauth2-scopes=openid groups",
        "--admin-group=ops");
  }

  /** Signs in at the provider as a person does, and returns the address that it sends back to. */
  private URI through(WebClient browser, URI start, String login) throws Exception {
    var at = start;
    for (int i = 0; i < 20; i++) {
      if (at.getPort() == michman.getPort()) {
        return at;
      }
      var page = browser.get(at);
      if (page.statusCode() == 200) {
        var prompt = page.body().contains("value=\"login\"") ? "login" : "consent";
        page =
            browser.post(
                at,
                "application/x-www-form-urlencoded",
                "prompt=%s&login=%s&password=x"
                    .formatted(prompt, URLEncoder.encode(login, StandardCharsets.UTF_8)));
      }
      at = WebClient.location(page);
    }
    throw new AssertionError("the provider sends around in circles: " + at);
  }

  private HttpResponse<String> begin(WebClient browser) throws Exception {
    return browser.get(michman.resolve("/auth"), "Accept", "text/html");
  }

  @Test
  void a_browser_signs_in_and_a_code_counts_once_and_for_it_alone() throws Exception {
    try (var _ = provider();
        var server = server("--oauth2-issuer=")) {
      var browser = new WebClient();
      var back = through(browser, WebClient.location(begin(browser)), "mira+eng+ops");
      // somebody who has seen the address cannot use it, nor make another browser do so
      assertThat(new WebClient().get(back).statusCode()).isEqualTo(403);
      var other = new WebClient();
      begin(other);
      assertThat(other.get(back).statusCode()).isEqualTo(403);
      var said = browser.get(back);
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(said.body()).contains("\"groups\":\"eng,ops\"", "\"user_id\":\"mira\"");
      assertThat(browser.get(michman.resolve("/flavors")).statusCode()).isEqualTo(200);
      assertThat(browser.get(back).statusCode()).isEqualTo(403);
      var nobody = new WebClient();
      var alone = through(nobody, WebClient.location(begin(nobody)), "noor");
      assertThat(nobody.get(alone).body()).contains("user has no groups");
      assertThat(server.said()).doesNotContain("its-secret");
    }
  }

  @Test
  void a_code_that_a_client_fetched_itself_counts_as_with_michman_and_hydra() throws Exception {
    try (var _ = provider();
        var _ = server("--oauth2-hydra=")) {
      var start =
          issuer.resolve(
              "/oauth2/auth?response_type=code&client_id=sutler&scope=openid%20groups&redirect_uri="
                  + URLEncoder.encode(michman + "/auth", StandardCharsets.UTF_8));
      var code = through(new WebClient(), start, "mira+eng").getQuery().replaceAll("&.*", "");
      assertThat(code).startsWith("code=");
      var client = new WebClient();
      var said = client.get(michman.resolve("/auth?" + code));
      assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
      assertThat(said.body()).contains("\"groups\":\"eng\"");
      var replayed = new WebClient().get(michman.resolve("/auth?" + code));
      assertThat(replayed.statusCode()).isEqualTo(403);
      assertThat(replayed.body()).contains("does not take this code, or no more");
      var without = client.get(michman.resolve("/auth"));
      assertThat(without.body()).contains("authorization code required, can't be nil");
    }
  }
}
