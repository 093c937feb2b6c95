package io.sutler.intent;

import io.sutler.access.Caller;
import java.util.regex.Pattern;

/** Users' own secrets, and the audited reveal. Thread-safe. */
public final class ManageSecrets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

  public ManageSecrets(Desk desk) {}

  /** Whether a text can be a secret's name. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** By editors. */
  public void put(Caller caller, String project, String name, String clear) {
    throw new UnsupportedOperationException();
  }

  /** By editors; refused while a deployment uses it. */
  public void remove(Caller caller, String project, String name) {
    throw new UnsupportedOperationException();
  }

  /** A user's secret in clear; by editors with the scope {@code reveal}; audited. */
  public String reveal(Caller caller, String project, String name) {
    throw new UnsupportedOperationException();
  }

  /** An output of a deployment with its secrets in clear; as {@link #reveal}. */
  public Object revealOutput(Caller caller, String project, String deployment, String output) {
    throw new UnsupportedOperationException();
  }
}
