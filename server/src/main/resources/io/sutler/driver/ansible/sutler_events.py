"""Tells Sutler what a playbook does: one JSON object a line, each begun by U+001E."""

import json
import os
import subprocess
import sys
import time

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
    name: sutler_events
    type: stdout
    short_description: streams JSON for Sutler
    description: One JSON object a line, each begun by U+001E.
    options: {}
"""

LONGEST_MESSAGE = 4000
LONGEST_DIFF = 20000


def short(text, longest=LONGEST_MESSAGE):
    text = text if isinstance(text, str) else json.dumps(text, default=str)
    return text if len(text) <= longest else text[: longest - 3] + "..."


def last_lines(text, count=5):
    lines = [line for line in str(text).splitlines() if line.strip()]
    return "\n".join(lines[-count:])


def message(result):
    """The sentence of a result that tells most."""
    if result.get("censored"):
        return "its output is hidden (no_log)"
    for item in result.get("results") or []:
        if isinstance(item, dict) and (item.get("failed") or item.get("unreachable")):
            label = item.get("_ansible_item_label", item.get("item"))
            said = message(item)
            return short(said if item.get("_ansible_no_log") else "%s: %s" % (short(label, 200), said))
    parts = [str(result.get("msg") or result.get("reason") or "").strip()]
    for name in ("stderr", "module_stderr"):
        said = last_lines(result.get(name) or "")
        if said and said not in parts[0]:
            parts.append(said)
    if len(parts) == 1 and "rc" in result:
        parts.append(last_lines(result.get("stdout") or result.get("module_stdout") or ""))
    return short(": ".join(part for part in parts if part))


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "sutler_events"

    def __init__(self):
        super().__init__()
        self.play = ""
        self.task = ""
        self.began = time.monotonic()

    def tell(self, event, **more):
        line = {"event": event, "play": short(self.play, 200), "task": short(self.task, 200)}
        line.update(more)
        sys.stdout.write("\x1e" + json.dumps(line, default=str) + "\n")
        sys.stdout.flush()

    def v2_playbook_on_start(self, playbook):
        # whatever a task starts on a host carries the step's tag, so that it can be found there
        tag = os.environ.get("SUTLER_STEP", "")
        for play in playbook.get_plays():
            play.environment = list(play.environment or []) + [{"SUTLER_STEP": tag}]

    def v2_playbook_on_play_start(self, play):
        self.play = play.get_name().strip()
        self.task = ""
        self.tell("play")

    def v2_playbook_on_vars_prompt(
        self, varname, private=True, prompt=None, encrypt=None, confirm=False,
        salt_size=None, salt=None, default=None, unsafe=None,
    ):
        if default is None:
            # there is nobody to ask, and going on without an answer would be a guess
            self.tell("prompt", name=varname)
            sys.exit(65)

    def begin(self, task):
        self.task = task.get_name().strip()
        self.began = time.monotonic()
        self.tell("task")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.begin(task)

    def v2_playbook_on_cleanup_task_start(self, task):
        self.begin(task)

    def v2_playbook_on_handler_task_start(self, task):
        self.begin(task)

    def result(self, result, state, said=False):
        self.task = result._task.get_name().strip()
        more = {"message": message(result._result)} if said else {}
        seconds = round(time.monotonic() - self.began, 1)
        self.tell("result", host=result._host.get_name(), state=state, seconds=seconds, **more)

    def v2_runner_on_ok(self, result):
        self.result(result, "changed" if result._result.get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.result(result, "ignored" if ignore_errors else "failed", said=True)

    def v2_runner_on_unreachable(self, result):
        self.result(result, "unreachable", said=True)

    def v2_runner_on_skipped(self, result):
        self.result(result, "skipped")

    def v2_runner_retry(self, result):
        left = result._result.get("retries", 0) - result._result.get("attempts", 0)
        self.tell("retry", host=result._host.get_name(), left=left)

    def v2_on_file_diff(self, result):
        found = result._result
        if found.get("_ansible_no_log") or found.get("censored"):
            return
        parts = found.get("results") if result._task.loop else [found]
        for part in parts or []:
            if part.get("diff") and part.get("changed") and not part.get("_ansible_no_log"):
                text = self._get_diff(part["diff"])
                if text:
                    self.tell("diff", host=result._host.get_name(), text=short(text, LONGEST_DIFF))

    def v2_playbook_on_no_hosts_matched(self):
        self.tell("nobody")

    def v2_playbook_on_stats(self, stats):
        hosts = {host: stats.summarize(host) for host in stats.processed}
        self.write_outputs(stats)
        self.tell("stats", hosts=hosts)
        self.close_connections()

    def write_outputs(self, stats):
        outputs = {}
        for given in stats.custom.values():
            if isinstance(given, dict) and isinstance(given.get("sutler_outputs"), dict):
                outputs.update(given["sutler_outputs"])
        path = os.environ.get("SUTLER_OUTPUTS")
        if outputs and path:
            part = path + ".part"
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(outputs, file, default=str)
            os.replace(part, path)

    def close_connections(self):
        place = os.environ.get("SUTLER_CONNECTIONS", "")
        for name in os.listdir(place) if os.path.isdir(place) else []:
            if os.path.isdir(os.path.join(place, name)):
                continue
            subprocess.run(
                ["ssh", "-F", "/dev/null", "-O", "exit", "-o", "ControlPath=" + os.path.join(place, name), "x"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                timeout=5, check=False,
            )
