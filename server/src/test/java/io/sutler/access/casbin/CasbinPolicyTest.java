package io.sutler.access.casbin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Policies as operators write them, well and badly. */
class CasbinPolicyTest {
  private static final Path SHIPPED = Path.of("../../shared/cases/michman/configs");
  private static final String USUAL = CasbinPolicy.USUAL_MODEL;

  @Test
  void a_star_stands_for_any_rest_and_a_method_for_itself() {
    var policy =
        CasbinPolicy.of(
            USUAL,
            """
            # a comment
            p, user, /images, GET
            p, user, /images/*, GET

            p, project_member, /projects/*/clusters, *
            p, admin, /projects/*, GET|PUT
            """);
    assertThat(policy.allows("user", "/images", "GET")).isTrue();
    assertThat(policy.allows("user", "/images/x", "GET")).isTrue();
    assertThat(policy.allows("user", "/images", "POST")).isFalse();
    assertThat(policy.allows("nobody", "/images", "GET")).isFalse();
    assertThat(policy.allows("project_member", "/projects/a/b/c", "DELETE")).isTrue();
    // one method that nobody has
    assertThat(policy.allows("admin", "/projects/a", "GET")).isFalse();
  }

  @Test
  void the_shipped_policy_is_taken_with_its_accidents() throws Exception {
    assumeThat(SHIPPED).as("Michman's own files are not beside this checkout").isDirectory();
    var policy =
        CasbinPolicy.of(
            Files.readString(SHIPPED.resolve("auth_model.conf")),
            Files.readString(SHIPPED.resolve("policy.csv")));
    assertThat(policy.allows("admin", "/flavors", "GET")).isFalse();
    assertThat(policy.allows("admin", "/images/x", "PUT")).isFalse();
    assertThat(policy.allows("admin", "/configs/x/versions", "POST")).isTrue();
    assertThat(policy.allows("user", "/projects", "POST")).isTrue();
    assertThat(policy.allows("user", "/projects", "GET")).isFalse();
    assertThat(policy.allows("user", "/projects/p/clusters", "GET")).isFalse();
    assertThat(policy.allows("project_member", "/projects/p", "DELETE")).isTrue();
  }

  @Test
  void a_bad_policy_is_refused_with_its_line() {
    for (var bad :
        new String[] {
          "p, user, /images",
          "p, user, /images, GET, allow",
          "g, mira, admin",
          "q, user, /, GET",
          "p, user, , GET",
          "p, user, /\u0007, GET",
          "p; user; /; GET"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CasbinPolicy.of(USUAL, "p, user, /, GET\n" + bad + "\n"))
          .withMessageContaining("line 2: write p and 3 values");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CasbinPolicy.of(USUAL, "# nothing\n"))
        .withMessageContaining("would refuse everybody");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CasbinPolicy.of(USUAL, "p, user, /, GET\n".repeat(10_001)))
        .withMessageContaining("more than 10000");
  }

  @Test
  void a_bad_model_is_refused() {
    for (var bad : new String[] {"", "hello", "[request_definition]\nr = sub\n"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CasbinPolicy.of(bad, "p, user, /, GET\n"))
          .withMessageContaining("no Casbin model");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            CasbinPolicy.of(
                USUAL.replace("r.sub == p.sub", "nothing(r.sub) ==="), "p, user, /, GET\n"))
        .withMessageContaining("matcher cannot be evaluated");
  }
}
