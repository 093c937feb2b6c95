package io.sutler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which room may know which. An arrow not listed here fails the build. */
class ArchitectureTest {
  private static final String ROOT = "io.sutler";
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);
  private static final Map<String, Set<String>> ARROWS =
      Stream.of(
              arrow("domain"),
              arrow("json"),
              arrow("many"),
              arrow("proxy"),
              arrow("wire"),
              arrow("catalog", "domain", "json"),
              arrow("reconcile", "domain"),
              arrow("driver", "domain"),
              arrow("driver.local", "driver", "domain", "json"),
              arrow("driver.script", "driver", "driver.local", "domain", "json"),
              arrow("driver.process", "driver", "driver.local", "domain", "json"),
              arrow("driver.checkout", "driver.local", "domain", "json", "proxy"),
              arrow(
                  "driver.ansible", "driver", "driver.local", "driver.checkout", "domain", "json"),
              arrow("driver.servers", "driver", "cloud", "domain", "json", "many"),
              arrow("cloud", "domain"),
              arrow("cloud.container", "cloud", "domain", "json"),
              arrow("cloud.openstack", "cloud", "domain", "json", "proxy"),
              arrow("cloud.hosts", "cloud", "domain", "json", "many"),
              arrow("store", "domain"),
              arrow("store.sql", "store", "domain", "json"),
              arrow("secret", "domain", "json", "store"),
              arrow("secret.vault", "secret"),
              arrow("access", "domain", "store"),
              arrow("access.keystone", "access", "domain"),
              arrow("access.oidc", "access", "domain"),
              arrow("access.casbin", "access"),
              arrow("meter", "domain", "store"),
              arrow("intent", "domain", "json", "catalog", "store", "secret", "access", "meter"),
              arrow("view", "domain", "catalog", "store", "secret", "access", "meter"),
              arrow("execute", "domain", "json", "store", "driver", "secret", "reconcile"),
              arrow(
                  "control",
                  "domain",
                  "json",
                  "many",
                  "catalog",
                  "store",
                  "driver",
                  "secret",
                  "reconcile",
                  "execute",
                  "meter",
                  "view"),
              arrow("api", "domain", "json", "access"),
              arrow("api.v1", "api", "wire", "intent", "view", "domain", "json", "access"),
              arrow("api.michman", "api", "intent", "view", "domain", "json", "access"),
              arrow(
                  "app",
                  "domain",
                  "json",
                  "wire",
                  "catalog",
                  "store",
                  "store.sql",
                  "driver",
                  "driver.local",
                  "driver.script",
                  "driver.process",
                  "driver.ansible",
                  "driver.servers",
                  "cloud",
                  "cloud.container",
                  "cloud.openstack",
                  "cloud.hosts",
                  "secret",
                  "secret.vault",
                  "access",
                  "access.keystone",
                  "access.oidc",
                  "access.casbin",
                  "meter",
                  "reconcile",
                  "execute",
                  "control",
                  "intent",
                  "view",
                  "api",
                  "api.v1",
                  "api.michman"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static Map.Entry<String, Set<String>> arrow(String from, String... to) {
    return Map.entry(from, Set.of(to));
  }

  private static String room(JavaClass c) {
    return c.getPackageName().substring(ROOT.length() + 1);
  }

  @Test
  void classes_depend_only_along_listed_arrows() {
    classes()
        .should(
            new ArchCondition<JavaClass>("follow the arrows") {
              @Override
              public void check(JavaClass from, ConditionEvents events) {
                for (var dependency : from.getDirectDependenciesFromSelf()) {
                  var to = dependency.getTargetClass();
                  if (!to.getPackageName().startsWith(ROOT + ".") || room(to).equals(room(from))) {
                    continue;
                  }
                  if (!ARROWS.getOrDefault(room(from), Set.of()).contains(room(to))) {
                    events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                  }
                }
              }
            })
        .check(PRODUCT);
  }

  @Test
  void every_room_is_on_the_map() {
    assertThat(PRODUCT).allSatisfy(c -> assertThat(ARROWS).containsKey(room(c)));
  }

  @Test
  void there_are_no_cycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }
}
