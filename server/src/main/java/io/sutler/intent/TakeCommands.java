package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.RunState;
import java.util.Map;

/** The way in for every command about a deployment. Thread-safe. */
public final class TakeCommands implements Commands {
  public TakeCommands(Desk desk) {}

  @Override
  public Taken install(Caller caller, String project, Install request, Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken update(
      Caller caller, String project, String deployment, Update request, Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken remove(
      Caller caller,
      String project,
      String deployment,
      boolean retain,
      boolean destroyData,
      Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken runState(
      Caller caller, String project, String deployment, RunState state, Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken hold(Caller caller, String project, String deployment, boolean held, Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken operate(
      Caller caller,
      String project,
      String deployment,
      String operation,
      Map<String, Object> params,
      boolean confirmed,
      Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Taken retry(Caller caller, String project, String deployment, Terms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Command cancel(Caller caller, String project, CommandId command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Proposed propose(Caller caller, String project, Install request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Proposed propose(Caller caller, String project, String deployment, Update request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Proposed proposeRemoval(
      Caller caller, String project, String deployment, boolean retain, boolean destroyData) {
    throw new UnsupportedOperationException();
  }
}
