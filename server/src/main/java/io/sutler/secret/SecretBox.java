package io.sutler.secret;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.SecretRef;
import io.sutler.domain.SecretSpec;
import io.sutler.store.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Seals secrets into the store and opens them. Ids: {@code <deployment>/<name>} for what a plan has
 * made, {@code <project>/<name>} for a user's own, {@code <deployment>/out/<component>/<name>} for
 * outputs, {@code <deployment>/param/<name>/<n>} for parameters. Thread-safe.
 */
public final class SecretBox {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final SecureRandom RANDOM = new SecureRandom();
  private final Secrets store;
  private final Seal seal;
  private final Vault vault;
  private final Lent lent = new Lent();

  public SecretBox(Secrets store, MasterKey key) {
    this(store, key, Vault.NONE);
  }

  /**
   * @param vault holds what is only referred to here
   */
  public SecretBox(Secrets store, MasterKey key, Vault vault) {
    this.store = store;
    this.seal = new Seal(key);
    this.vault = vault;
  }

  /** Puts or replaces. {@code deployment} empty for a project's own secret. */
  public void put(String id, ProjectId project, Optional<DeploymentId> deployment, String clear) {
    store.put(id, project, deployment, seal.seal(id, clear.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The clear text; empty when there is no such secret.
   *
   * @throws CannotOpen when the master key is another than it was sealed with, or Vault does not
   *     give it
   */
  public Optional<String> open(String id) {
    return sealed(id).map(this::followed).or(() -> lent.get(id));
  }

  /**
   * All fields of a secret in Vault.
   *
   * @param path with its mount
   * @throws CannotOpen when it cannot be had
   */
  public Map<String, String> fields(String path) {
    return vault.read(path);
  }

  /** As {@link #open}, but what lies in Vault as the reference that was sealed. */
  public Optional<String> sealed(String id) {
    return store.get(id).map(sealed -> text(id, sealed));
  }

  /** Where a project's secrets lie in Vault; empty where tenants have no place there. */
  public Optional<String> placeOf(Optional<ProjectId> project) {
    return project.flatMap(p -> vault.projects().map(base -> base + "/" + p.value()));
  }

  private String followed(String clear) {
    var ref = VaultRef.ofSealed(clear);
    if (ref.isEmpty()) {
      return clear;
    }
    var fields = vault.read(ref.get().path());
    var field = ref.get().field();
    if (field.isEmpty()) {
      return io.sutler.json.Json.write(fields);
    }
    return Optional.ofNullable(fields.get(field.get()))
        .orElseThrow(() ->
            new CannotOpen(
                "%s in Vault has no field '%s': put it there, or name another"
                    .formatted(ref.get().path(), field.get())));
  }

  /**
   * Lets this process open a secret that is not stored: for previews. Only the last so many stay.
   */
  public void lend(String id, String clear) {
    lent.put(id, clear);
  }

  /** A secret as its plan wants it, the same for ever after. */
  public String generateOnce(
      String id, ProjectId project, DeploymentId deployment, SecretSpec spec) {
    var standing = store.get(id);
    if (standing.isPresent()) {
      return text(id, standing.get());
    }
    var made =
        switch (spec.kind()) {
          case TEXT -> randomText(spec.length());
          case SSH_KEY -> SshKey.newPrivateKey(RANDOM);
        };
    var sealed = seal.seal(id, made.getBytes(StandardCharsets.UTF_8));
    return text(id, store.putOnce(id, project, Optional.of(deployment), sealed));
  }

  private static String randomText(int length) {
    var made = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      made.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return made.toString();
  }

  /** The same for the same text under the same master key; tells nothing of the text. */
  public String fingerprint(String clear) {
    return seal.fingerprint(clear.getBytes(StandardCharsets.UTF_8));
  }

  public boolean remove(String id) {
    return store.remove(id);
  }

  /** Ids of every secret in a project, its deployments' too. */
  public List<String> ids(ProjectId project) {
    return store.ids(project);
  }

  /**
   * A deep copy of JSON data with every placeholder, also in map keys, replaced by its clear text.
   *
   * @param clearTexts is added each clear text used, to be masked in logs
   * @throws CannotOpen when a placeholder's secret is not there
   */
  public Object reveal(Object data, Set<String> clearTexts) {
    return switch (data) {
      case String text -> SecretRef.isIn(text) ? revealText(text, clearTexts) : text;
      case Map<?, ?> map -> {
        var out = LinkedHashMap.<String, Object>newLinkedHashMap(map.size());
        map.forEach((key, value) ->
            out.put(
                String.valueOf(reveal(String.valueOf(key), clearTexts)),
                reveal(value, clearTexts)));
        yield out;
      }
      case List<?> list -> {
        var out = new ArrayList<Object>(list.size());
        list.forEach(value -> out.add(reveal(value, clearTexts)));
        yield out;
      }
      case Object other -> other;
    };
  }

  private String revealText(String text, Set<String> clearTexts) {
    var found = SecretRef.IN_TEXT.matcher(text);
    var out = new StringBuilder();
    int from = 0;
    while (found.find()) {
      var id = found.group(1);
      var clear =
          open(id).orElseThrow(() -> new CannotOpen("secret " + id + " is gone: set it again"));
      clearTexts.add(clear);
      out.append(text, from, found.start()).append(clear);
      from = found.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private String text(String id, byte[] sealed) {
    return new String(seal.open(id, sealed), StandardCharsets.UTF_8);
  }
}
