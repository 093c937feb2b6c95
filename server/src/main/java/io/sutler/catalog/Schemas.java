package io.sutler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.sutler.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON Schema 2020-12: no schema is ever fetched, formats are checked, and patterns run in linear
 * time (RE2), so that neither a plan's author nor a user can hold a thread.
 */
final class Schemas {
  /** Words that it does not know are ours, or an author's {@code x-}: no reason to warn. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((word, _) -> new NonValidationKeyword(word))
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          DIALECT,
          registry ->
              registry
                  .schemaCacheEnabled(false)
                  .schemaLoader(loader -> loader.fetchRemoteResources(false))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(true)
                          .locale(Locale.ROOT)
                          .regularExpressionFactory(Schemas::pattern)
                          .build()));

  private Schemas() {}

  /** A schema to validate by; it must be a valid one. */
  static Schema compile(Map<String, Object> schema) {
    return REGISTRY.getSchema(Json.mapper().<JsonNode>valueToTree(schema));
  }

  /** What is wrong with a value. */
  static List<Error> validate(Schema schema, Object value) {
    return schema.validate(Json.mapper().<JsonNode>valueToTree(value));
  }

  /** What is wrong with a schema as such. */
  static List<Error> validateSchema(Map<String, Object> schema) {
    return validate(Meta.SCHEMA, schema);
  }

  /** Whether a pattern can be run in linear time. */
  static boolean isPattern(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static com.networknt.schema.regex.RegularExpression pattern(String regex) {
    var pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).find();
  }

  private static final class Meta {
    static final Schema SCHEMA =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
  }
}
