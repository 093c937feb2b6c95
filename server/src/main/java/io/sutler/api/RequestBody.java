package io.sutler.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.helidon.webserver.http.ServerRequest;
import io.sutler.domain.Refusal;
import io.sutler.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads bodies: bounded, and JSON strictly. */
final class RequestBody {
  /** Of a body that is too large, this much is read and dropped so that the answer arrives. */
  private static final long DRAIN = 64L << 20;

  private static final ObjectMapper STRICT = strict();

  private RequestBody() {}

  private static ObjectMapper strict() {
    var mapper = Json.mapper().copy();
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    for (var type : List.of(LogicalType.Textual, LogicalType.Integer, LogicalType.Boolean)) {
      for (var shape : CoercionInputShape.values()) {
        if (!natural(type, shape)) {
          mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
        }
      }
    }
    mapper
        .coercionConfigFor(LogicalType.Float)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Float)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    return mapper;
  }

  private static boolean natural(LogicalType type, CoercionInputShape shape) {
    return switch (shape) {
      case String, EmptyString -> type == LogicalType.Textual;
      case Integer -> type == LogicalType.Integer;
      case Boolean -> type == LogicalType.Boolean;
      case Array, Object, Float, EmptyArray, EmptyObject, Binary -> false;
    };
  }

  /**
   * @throws HttpRefusal 413 past {@code max} bytes
   */
  static byte[] read(ServerRequest request, int max) {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      long told = request.headers().contentLength().orElse(0);
      var bytes = told > max ? new byte[0] : in.readNBytes(max + 1);
      if (told > max || bytes.length > max) {
        drain(in);
        throw new HttpRefusal(
            413, "too-large", "the body is larger than " + max + " bytes: make it smaller");
      }
      return bytes;
    } catch (IOException e) {
      throw new HttpRefusal(400, "cut-off", "the body ended too early: send it again");
    }
  }

  private static void drain(InputStream in) throws IOException {
    var waste = new byte[64 << 10];
    for (long left = DRAIN; left > 0; ) {
      int got = in.read(waste);
      if (got < 0) {
        return;
      }
      left -= got;
    }
  }

  /**
   * @throws Refusal INVALID with a JSON pointer
   */
  static <T> T parse(byte[] bytes, Class<T> type) {
    try {
      var tree = STRICT.readTree(bytes);
      if (!tree.isObject()) {
        throw Refusal.invalid("", "send a JSON object as the body");
      }
      ForbiddenText.refuse(tree);
      return STRICT.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw JsonFault.of(e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }
}
