package io.sutler.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealTest {
  private final Seal seal = new Seal(key("A"));

  @Property(tries = 200)
  void what_is_sealed_opens_under_its_own_id(@ForAll byte[] clear) {
    assertThat(seal.open("d/x", seal.seal("d/x", clear))).isEqualTo(clear);
  }

  @Test
  void the_same_text_never_seals_to_the_same_bytes() {
    assertThat(seal.seal("d/x", bytes("hunter2"))).isNotEqualTo(seal.seal("d/x", bytes("hunter2")));
  }

  @Test
  void sealed_bytes_moved_to_another_id_do_not_open() {
    var sealed = seal.seal("d/x", bytes("hunter2"));
    assertThatThrownBy(() -> seal.open("d/y", sealed)).isInstanceOf(CannotOpen.class);
  }

  @Test
  void another_master_key_does_not_open_it() {
    var sealed = seal.seal("d/x", bytes("hunter2"));
    assertThatThrownBy(() -> new Seal(key("B")).open("d/x", sealed))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("master key");
  }

  @Property(tries = 100)
  void any_flipped_bit_is_noticed(@ForAll int where) {
    var sealed = seal.seal("d/x", bytes("hunter2"));
    int bit = Math.floorMod(where, sealed.length * 8);
    sealed[bit / 8] ^= (byte) (1 << (bit % 8));
    assertThatThrownBy(() -> seal.open("d/x", sealed)).isInstanceOf(CannotOpen.class);
  }

  @Property(tries = 100)
  void junk_is_refused(@ForAll byte[] junk) {
    assertThatThrownBy(() -> seal.open("d/x", junk)).isInstanceOf(CannotOpen.class);
  }

  private static MasterKey key(String letter) {
    return MasterKey.ofText(letter.repeat(42) + "A=", "test");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
