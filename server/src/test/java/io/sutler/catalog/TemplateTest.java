package io.sutler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.catalog.Expression.Ref;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static List<String> sources(String text) throws MalformedTemplate {
    return Template.parse(text).expressions().stream().map(Expression::source).toList();
  }

  @Test
  void an_expression_ends_at_its_own_brace() throws MalformedTemplate {
    assertThat(sources("a ${ params.x } b ${params.y}")).containsExactly("params.x", "params.y");
    assertThat(sources("${ {'a': '}'}.a }")).containsExactly("{'a': '}'}.a");
    assertThat(sources("${'\\'}' + \"}\"}}")).containsExactly("'\\'}' + \"}\"");
    assertThat(sources("${r'\\' + '''a'}''' }")).containsExactly("r'\\' + '''a'}'''");
    assertThat(sources("${params.x // a comment }\n}")).containsExactly("params.x // a comment }");
    assertThat(sources("$${no} $5 {x} $ {y}")).isEmpty();
    assertThat(Template.parse("$${a}${params.b}$${c}").parts()).hasSize(3);
  }

  @Test
  void what_does_not_end_is_refused() {
    for (var bad : List.of("${", "${a", "${'a}", "${\"}", "${'''a'}", "${{}", "${}", "${ }")) {
      assertThatThrownBy(() -> Template.parse(bad)).as(bad).isInstanceOf(MalformedTemplate.class);
    }
    assertThatThrownBy(() -> Template.parse("${" + "1+".repeat(2_000) + "1}"))
        .isInstanceOf(MalformedTemplate.class);
  }

  @Test
  void only_names_and_dots_are_a_path() throws MalformedTemplate {
    assertThat(Expression.parse("params.x").path()).containsExactly("params", "x");
    assertThat(Expression.parse(" a . b . c ").path()).containsExactly("a", "b", "c");
    for (var no :
        List.of("a.b()", "a[0]", "a.b + 1", "true", "'a'", "a.", ".a", "a..b", "1", "-a")) {
      assertThat(Expression.parse(no).isPath()).as(no).isFalse();
    }
  }

  @Test
  void names_are_found_where_they_are_spoken_of() throws MalformedTemplate {
    assertThat(Expression.parse("has(a.x) ? a.x.y : b['c.d'].e + size(f) + g.map(h, h.i)").refs())
        .containsExactly(
            new Ref("a", Optional.of("x"), true),
            new Ref("a", Optional.of("x"), false),
            new Ref("b", Optional.empty(), false),
            new Ref("f", Optional.empty(), false),
            new Ref("g", Optional.empty(), false),
            new Ref("h", Optional.empty(), false),
            new Ref("h", Optional.of("i"), false));
  }

  @Property(tries = 2_000)
  void any_text_is_a_template_or_refused(@ForAll String text) {
    try {
      Template.parse("a ${" + text + "} b");
      Template.parse(text);
    } catch (MalformedTemplate e) {
      assertThat(e.sentence()).isNotBlank();
    }
  }
}
