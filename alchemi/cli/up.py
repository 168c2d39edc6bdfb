"""`alchemi up`: everything on this machine with one command."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Final

import click
import httpx

from alchemi.cli import demo
from alchemi.cli.databases import role_urls, wait_for_database
from alchemi.cli.demo_model_server import CHAT_MODEL, LOOPBACK
from alchemi.cli.env_file import ensure_env_file
from alchemi.cli.local_state import LocalState, secret_key_mark
from alchemi.cli.migrate import migrate_database
from alchemi.cli.ports import choose_free, require_free
from alchemi.cli.processes import Child
from alchemi.cli.progress import Progress
from alchemi.cli.serve import GRACE_S
from alchemi.config.settings import Settings, load_settings, read_environment
from alchemi.errors import AlchemiError, ConfigurationError

STATE_FILE: Final = "local-state.json"
DATABASE_FOLDER: Final = "postgres"

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_ENV_FILE: Final = Path(".env")
_NOT_YET_STARTED: Final = "postgresql://not-yet-started/alchemi"
_POLL_S: Final = 0.2
_READY_TIMEOUT_S: Final = 10
_REPORT_EVERY_S: Final = 10
_EMBEDDED: Final = "embedded"
_DEMO_PORT_OFFSET: Final = 90
_EVERY_ADDRESS: Final = frozenset({"0.0.0.0", "::", "localhost"})  # noqa: S104 (compared with, not listened on)


class _Stopped(BaseException):
    """A signal asked for the end."""


class _Stop:
    """Whether a signal asked for the end.

    The handler raises where the program stands. An exception raised while a finalizer runs is dropped by the interpreter,
    so whatever waits for long asks here too.
    """

    is_asked = False

    @classmethod
    def check(cls) -> None:
        if cls.is_asked:
            raise _Stopped


@dataclass(slots=True)
class _Run:
    """One `alchemi up` from start to end. `environ` is what its children get."""

    progress: Progress
    stack: ExitStack
    environ: dict[str, str]
    settings: Settings
    home: Path
    state: LocalState

    @property
    def local_url(self) -> str:
        host = self.settings.host
        return f"http://{LOOPBACK if host in _EVERY_ADDRESS else host}:{self.settings.port}"

    def remember(self) -> None:
        self.state.write(self.home / STATE_FILE)


@click.command("up")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default: PORT, else 4000).")
def command(port: int | None) -> int:
    """Run everything on this machine: database, migrations, secrets, demo account, server."""
    _on_signal(_stop)
    progress = Progress()
    try:
        with ExitStack() as stack:
            return _up(progress, stack, port)
    except _Stopped:
        return 0


def _on_signal(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in _SIGNALS:
        signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    _on_signal(signal.SIG_IGN)
    _Stop.is_asked = True
    raise _Stopped


def _run_cancellable(work: Coroutine[Any, Any, None]) -> None:
    """Run `work`; a signal cancels it, for one that raised inside the event loop would break its connections."""
    _Stop.check()

    async def run() -> None:
        task = asyncio.current_task()
        for number in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel if task else work.close)
        await work

    try:
        asyncio.run(run())
    except asyncio.CancelledError:
        _on_signal(signal.SIG_IGN)
        raise _Stopped from None
    _on_signal(_stop)  # the loop has put the defaults back


def _up(progress: Progress, stack: ExitStack, port: int | None) -> int:
    run = _prepare(progress, stack, port)
    require_free(run.settings.host, run.settings.port)
    stack.callback(progress.say, "Stopped. Everything is kept; `make run` continues.")
    if "DATABASE_URL" in run.environ:
        run.state.database_port = None
    else:
        _start_database(run)
    _run_cancellable(_prepare_database(run))
    _start_demo_server(run)
    server = _start_server(run)
    if not _wait_until_ready(run, server):
        return _ended(progress, server)
    with run.progress.step("Preparing the demo account"):
        is_prepared = _fill_demo_account(run)
    _greet(run, with_demo=is_prepared)
    return _ended(progress, server)


def _ended(progress: Progress, server: Child) -> int:
    """Wait for the gateway, which is not meant to end by itself, and say that it did."""
    while (code := server.exit_code()) is None:
        _Stop.check()
        time.sleep(_POLL_S)
    progress.say(f"The gateway ended by itself ({f'signal {-code}' if code < 0 else f'exit code {code}'}).")
    return code if code > 0 else 1


def _prepare(progress: Progress, stack: ExitStack, port: int | None) -> _Run:
    from alchemi.db.embedded_install import default_data_home

    if _made_env_file():
        progress.say(f"==> Wrote {_ENV_FILE.absolute()} with fresh random secrets (readable by you alone)")
    environ = read_environment(_ENV_FILE)
    if port is not None:
        environ["PORT"] = str(port)
    settings = load_settings({"DATABASE_URL": _NOT_YET_STARTED, **environ})
    home = settings.home or default_data_home()
    state = _state_in(home)
    mark = secret_key_mark(settings.secret_key.get_secret_value())
    former = settings.root_keys.previous
    if state.secret_key_mark not in {None, mark, *(secret_key_mark(key.secret) for key in former)}:
        raise ConfigurationError(
            [
                f"ALCHEMI_SECRET_KEY is not the one with which the data in {home} was made: bring that key back "
                f"(it stood in the .env of the first run), name it in ALCHEMI_SECRET_KEY_PREVIOUS, "
                f"or set ALCHEMI_HOME to another folder to start anew"
            ]
        )
    state.secret_key_mark = mark
    run = _Run(progress, stack, environ, settings, home, state)
    run.remember()
    return run


def _made_env_file() -> bool:
    try:
        return ensure_env_file(_ENV_FILE, read_environment(_ENV_FILE))
    except OSError as error:
        raise AlchemiError(f"{_ENV_FILE.absolute()} cannot be written: {error.strerror}.") from error


def _state_in(home: Path) -> LocalState:
    try:
        home.mkdir(parents=True, exist_ok=True)
        return LocalState.read(home / STATE_FILE)
    except OSError as error:
        raise AlchemiError(
            f"The data home {home} cannot be used: {error.strerror}. Change its owner, or set ALCHEMI_HOME to another folder."
        ) from error


def _start_database(run: _Run) -> None:
    from alchemi.db.embedded import EmbeddedPostgres

    with run.progress.step(f"Starting PostgreSQL (data in {run.home})"):
        server = EmbeddedPostgres(run.home / DATABASE_FOLDER, report=run.progress.note)
        run.stack.enter_context(server)
        run.state.database_port = server.port
        run.environ["DATABASE_URL"] = server.dsn
        run.settings = load_settings(run.environ)


async def _prepare_database(run: _Run) -> None:
    with run.progress.step("Reaching the database"):
        await wait_for_database(run.settings, run.progress)
    await migrate_database(run.settings, run.progress)
    database = run.settings.owner.shown if run.state.database_port is None else _EMBEDDED
    if run.state.demo_database == database:
        return  # made before; whoever removed it since does not want it back
    run.state.demo_database, run.state.demo_key = database, None
    if await demo.ensure_demo_account(role_urls(run.settings).platform):
        run.progress.note(f"made the account '{demo.DEMO_ACCOUNT}'")


def _start_demo_server(run: _Run) -> None:
    port = choose_free(LOOPBACK, run.state.demo_server_port or run.settings.port + _DEMO_PORT_OFFSET)
    run.state.demo_server_port = port
    run.remember()
    allowed = [run.environ.get("ALCHEMI_ALLOWED_PRIVATE_HOSTS", ""), f"{LOOPBACK}:{port}"]
    run.environ["ALCHEMI_ALLOWED_PRIVATE_HOSTS"] = ",".join(filter(None, allowed))
    arguments = ["demo-model-server", "--port", str(port), "--parent", str(os.getpid())]
    run.stack.enter_context(Child(arguments, run.environ, stop_timeout_s=5))


def _start_server(run: _Run) -> Child:
    run.progress.say(f"==> Starting the gateway on port {run.settings.port} ...")
    return run.stack.enter_context(
        Child(["serve", "--parent", str(os.getpid())], run.environ, stop_timeout_s=GRACE_S + 5)
    )


def _wait_until_ready(run: _Run, server: Child) -> bool:
    began_s = reported_s = time.monotonic()
    with httpx.Client(base_url=run.local_url, timeout=_READY_TIMEOUT_S, trust_env=False) as client:
        while server.exit_code() is None:
            if demo.is_ready(client):
                return True
            _Stop.check()
            time.sleep(_POLL_S)
            if time.monotonic() - reported_s >= _REPORT_EVERY_S:
                reported_s = time.monotonic()
                run.progress.note(f"the gateway is starting, {reported_s - began_s:.0f} s")
    return False


def _fill_demo_account(run: _Run) -> bool:
    """Have a model and a key that work. False: the account is not usable, which is no reason not to serve."""
    port = run.state.demo_server_port
    if port is None:
        raise AlchemiError("The demo model server was not started.")
    with closing(demo.DemoGateway(run.local_url, run.settings.master_key.get_secret_value())) as gateway:
        try:
            if gateway.is_prepared(run.state.demo_key, port):
                return True
            gateway.make_models(port)
            run.progress.note(f"made the model '{CHAT_MODEL}', answered by the demo server on {LOOPBACK}:{port}")
            run.state.demo_key = gateway.make_key()
            run.progress.note("made a virtual key")
        except AlchemiError as error:
            run.progress.note(f"left out: {error.detail}")
            return False
    run.remember()
    return True


def _greet(run: _Run, *, with_demo: bool) -> None:
    url = run.settings.proxy_base_url or f"http://localhost:{run.settings.port}"
    say = run.progress.say
    say()
    say(f"Alchemi Studio Console is ready after {run.progress.total_s:.0f} s.")
    say()
    say(f"  Dashboard   {url}/ui")
    say(f"  Login       {_login(run)}")
    say(f"  API docs    {url}{run.settings.docs_url}")
    say(f"  Data        {run.home}")
    say()
    if with_demo:
        say("Try it; the demo model runs on this machine and costs nothing:")
        say()
        body = f'{{"model": "{CHAT_MODEL}", "messages": [{{"role": "user", "content": "Hello"}}]}}'
        headers = f"-H 'Authorization: Bearer {run.state.demo_key}' -H 'Content-Type: application/json'"
        say(f"curl {url}/v1/chat/completions {headers} -d '{body}'")
        say()
    say("Ctrl-C stops it.")
    sys.stdout.flush()


def _login(run: _Run) -> str:
    """The super admin's login; the password on the first run only, and only one that stands in `.env`."""
    username, place = run.settings.ui_username, _ENV_FILE.absolute()
    if "UI_PASSWORD" in read_environment(None):
        return f"{username}, password: the UI_PASSWORD of the environment"
    if run.state.login_shown:
        return f"{username}, password: UI_PASSWORD in {place}"
    run.state.login_shown = True
    run.remember()
    return f"{username} / {run.settings.ui_password.get_secret_value()}   (kept in {place}, shown this once)"
