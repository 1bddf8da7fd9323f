"""Real programs for a test: started on free ports of the loopback interface, waited for, and ended with the test.

No test may hang: whatever is waited for has a time by which it must have happened.
"""
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


class Failure(Exception):
    """What was expected did not happen."""


def free_ports(number):
    """All of them at once, so that they differ."""
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def fetch(address, headers=None, seconds=30, context=None):
    """(status, headers, body), whatever the status."""
    request = urllib.request.Request(address, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=seconds, context=context) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def until(condition, what, seconds=60):
    """The first true value of `condition`, looked at ten times a second."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise Failure(f"{what}: not within {seconds} s")


def listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


class Programs:
    """A folder for a test, and the processes that it has started; both end with it."""

    def __init__(self):
        # Whoever ends the test by a signal (timeout, CI) ends its programs with it.
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
        self.folder = tempfile.mkdtemp(prefix="fonds-test-")
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.show_logs()
        for process in reversed(list(self.running)):
            self.end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def start(self, name, command, environment=None, port=None, pass_fds=()):
        """Its output goes to NAME.log; with `port` it is waited for until it listens there."""
        with open(self.path(name + ".log"), "ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=pass_fds,
                                       env={**os.environ, **(environment or {})}, start_new_session=True)
        self.running.append(process)
        if port is not None:
            def ready():
                if process.poll() is not None:
                    raise Failure(f"{name} has ended with {process.returncode}")
                return listens(port)
            until(ready, f"{name} listens on {port}")
        return process

    def end(self, process, seconds=20):
        if process.poll() is None:
            # With the workers that it has started.
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        if process in self.running:
            self.running.remove(process)
        return process.returncode

    def show_logs(self):
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".log"):
                with open(self.path(name), encoding="utf-8", errors="replace") as log:
                    lines = log.read().splitlines()[-15:]
                print(f"--- {name}", *lines, sep="\n", file=sys.stderr)


def run(command, seconds=300, environment=None, accept=(0,), **options):
    """The process once it has ended; a Failure where it ends otherwise than `accept` says."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False,
                          env={**os.environ, **(environment or {})}, **options)
    if done.returncode not in accept:
        raise Failure(f"{' '.join(map(str, command[:4]))} … ends with {done.returncode}:\n"
                      f"{done.stderr.decode(errors='replace')[-2000:]}{done.stdout.decode(errors='replace')[-500:]}")
    return done
