package io.sutler.access;

import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Region;
import io.sutler.domain.Role;
import io.sutler.domain.Ulid;
import io.sutler.domain.UserId;
import io.sutler.store.Accounts;
import io.sutler.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what a fresh installation needs to be spoken to. */
public final class FirstStart {
  /** In the data directory: the token of {@code admin}, for its owner's eyes alone. */
  public static final String TOKEN_FILE = "admin.token";

  private static final SecureRandom RANDOM = new SecureRandom();

  private FirstStart() {}

  /**
   * Where there is none yet: makes the user {@code admin}, its token in {@link #TOKEN_FILE} (0600),
   * the project {@code demo} and the region {@code local} at {@code place}. Safe to run at each
   * start; a token file that is gone is made anew, which is the way back in for who lost it.
   */
  public static void prepare(Store store, Path data, String place, InstantSource clock)
      throws IOException {
    var now = clock.instant();
    var accounts = store.accounts();
    boolean first = accounts.user("admin").isEmpty();
    if (first) {
      // admin last: who dies in between does it all again
      accounts.create(
          new Project(new ProjectId(Ulid.of(now, RANDOM)), "demo", "Demo", Quota.UNLIMITED, now));
      accounts.create(new Accounts.User(new UserId(Ulid.of(now, RANDOM)), "admin", "", true, now));
    }
    if (store.plans().region(Optional.empty(), "local").isEmpty()) {
      store
          .plans()
          .put(new Region("local", Optional.empty(), "local", place, Map.of(), "", false, 64));
    }
    var file = data.resolve(TOKEN_FILE);
    if (first || !Files.exists(file)) {
      var admin = accounts.user("admin");
      if (admin.isPresent()) {
        write(file, token(accounts, admin.get(), now));
      }
    }
  }

  private static String token(Accounts accounts, Accounts.User admin, Instant now) {
    var text = Tokens.make();
    accounts.create(
        new Accounts.Token(
            Ulid.of(now, RANDOM),
            Tokens.hash(text),
            "first start",
            admin.id(),
            Optional.empty(),
            Role.ADMIN,
            Set.of(),
            now,
            Optional.empty()));
    return text;
  }

  private static void write(Path file, String text) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "admin", ".new", owner);
    try (var out = Files.newByteChannel(fresh, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
