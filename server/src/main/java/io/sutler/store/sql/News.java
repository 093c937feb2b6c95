package io.sutler.store.sql;

import io.sutler.store.Bells;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Work;

/** Says what this process has committed: to who waits here, and to others. Thread-safe. */
record News(Bells here, Abroad abroad) {
  /** Who else might wait for it. Must not block. */
  interface Abroad {
    /** Where this process is alone. */
    Abroad NOBODY =
        new Abroad() {
          @Override
          public void tell(Topic topic) {}

          @Override
          public void marked(Work work) {}
        };

    void tell(Topic topic);

    void marked(Work work);
  }

  void tell(Topic topic) {
    here.ring(topic);
    abroad.tell(topic);
  }

  void marked(Work work) {
    tell(new Topic.OfDeployment(work.key()));
    abroad.marked(work);
  }
}
