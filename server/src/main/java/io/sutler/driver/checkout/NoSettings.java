package io.sutler.driver.checkout;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Nothing of this machine's own git settings is used, and none are written. */
final class NoSettings extends SystemReader.Delegate {
  private static final File NOWHERE = new File("/dev/null");

  private NoSettings(SystemReader usual) {
    super(usual);
  }

  /** For the whole process. */
  static synchronized void use() {
    if (!(SystemReader.getInstance() instanceof NoSettings)) {
      SystemReader.setInstance(new NoSettings(SystemReader.getInstance()));
      // It measures the file system once, for three seconds, by files that it writes: in the
      // background it would do so in a directory that is just being moved or deleted.
      FS.FileStoreAttributes.setBackground(false);
    }
  }

  private static FileBasedConfig empty(FS fs) {
    return new FileBasedConfig(NOWHERE, fs) {
      @Override
      public void load() {
        // there is nothing to be read
      }

      @Override
      public void save() {
        // there is nowhere to write it
      }

      @Override
      public boolean isOutdated() {
        return false;
      }
    };
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return empty(fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return empty(fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return empty(fs);
  }
}
