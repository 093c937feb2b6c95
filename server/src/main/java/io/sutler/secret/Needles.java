package io.sutler.secret;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All texts to be found at once: an Aho-Corasick automaton, so that the cost of masking follows the
 * log's length and not the number of secrets. Immutable once built.
 */
final class Needles {
  /** Shorter texts are no secrets worth the name. */
  static final int SHORTEST = 4;

  private final Node root;

  private Needles(Node root) {
    this.root = root;
  }

  static Needles of(Set<String> secrets) {
    var root = new Node(0, Optional.empty());
    for (var secret : secrets) {
      Disguises.of(secret).stream()
          .filter(form -> form.length() >= SHORTEST)
          .forEach(form -> add(root, form));
    }
    link(root);
    return new Needles(root);
  }

  Node root() {
    return root;
  }

  boolean isEmpty() {
    return root.children.isEmpty();
  }

  private static void add(Node root, String text) {
    var node = root;
    for (int i = 0; i < text.length(); i++) {
      int depth = node.depth + 1;
      node = node.children.computeIfAbsent(text.charAt(i), c -> new Node(depth, Optional.of(root)));
    }
    node.longest = text.length();
  }

  private static void link(Node root) {
    var queue = new ArrayDeque<>(root.children.values());
    while (!queue.isEmpty()) {
      var node = queue.remove();
      node.children.forEach((c, child) -> {
        child.fallback = Optional.of(node.fallback.orElse(root).next(c));
        child.longest = Math.max(child.longest, child.fallback.map(Node::longest).orElse(0));
        queue.add(child);
      });
    }
  }

  /** How much of some needles' starts the text seen so far ends with. */
  static final class Node {
    private final int depth;
    private final Map<Character, Node> children = new HashMap<>();
    private Optional<Node> fallback;
    private int longest;

    private Node(int depth, Optional<Node> fallback) {
      this.depth = depth;
      this.fallback = fallback;
    }

    /** Length of the start that could still become a needle. */
    int depth() {
      return depth;
    }

    /** Length of the longest needle that ends here; 0 for none. */
    int longest() {
      return longest;
    }

    Node next(char c) {
      var node = this;
      while (true) {
        var child = node.children.get(c);
        if (child != null) {
          return child;
        }
        if (node.fallback.isEmpty()) {
          return node;
        }
        node = node.fallback.get();
      }
    }
  }
}
