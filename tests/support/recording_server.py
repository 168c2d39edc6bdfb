"""The audited server, which also tells as which account each hook was called and each task was made.

`/__seen` answers with the hooks, `/__tasks` with the tasks that are alive, `/__jobs` with
the jobs of the scheduler.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from typing import Any
from weakref import WeakKeyDictionary

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.support.audited_server import watch

_seen: list[dict[str, Any]] = []
_tasks: WeakKeyDictionary[asyncio.Task[Any], tuple[str, str | None]] = WeakKeyDictionary()


def create_app() -> ASGIApp:
    from alchemi.app import create_app as create

    app = create()
    _record_hooks()
    return _Told(app)


class _Told:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            asyncio.get_running_loop().set_task_factory(_make_task)
        told = {"/__seen": _seen, "/__tasks": _alive(), "/__jobs": _jobs()}.get(scope.get("path", ""))
        if told is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps(told).encode()})


def _make_task(loop: Any, coroutine: Any, context: Any = None, **more: Any) -> asyncio.Task[Any]:
    from alchemi.tenancy.context import bound_account

    task = asyncio.Task(coroutine, loop=loop, context=context, **more)
    account = bound_account() if context is None else context.run(bound_account)
    _tasks[task] = (getattr(coroutine, "__qualname__", repr(coroutine)), account)
    return task


def _alive() -> list[dict[str, Any]]:
    return [
        {"task": id(task), "name": name, "account": account}
        for task, (name, account) in list(_tasks.items())
        if not task.done()
    ]


def _jobs() -> list[dict[str, Any]]:
    from litellm.proxy import proxy_server

    scheduler = proxy_server.scheduler
    return [] if scheduler is None else [{"id": job.id} for job in scheduler.get_jobs()]


def _note(hook: str, data: Any) -> None:
    from alchemi.tenancy.context import bound_account

    metadata = data.get("metadata") or (data.get("litellm_params") or {}).get("metadata") or {}
    marker = (metadata.get("tags") or ["?"])[0] if isinstance(metadata, dict) else "?"
    _seen.append({"hook": hook, "account": bound_account(), "of": marker})


def _record_hooks() -> None:
    import litellm
    from litellm.integrations.custom_logger import CustomLogger
    from litellm.litellm_core_utils.litellm_logging import Logging

    from alchemi.tenancy.context import acting_as_system

    class Recorder(CustomLogger):
        async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
            _note("pre call", data)
            return data

        async def async_post_call_success_hook(self, data, user_api_key_dict, response):
            _note("post call", data)
            return response

        async def async_post_call_streaming_iterator_hook(self, user_api_key_dict, response, request_data):
            try:
                async for chunk in response:
                    _note("chunk", request_data)
                    yield chunk
            finally:
                _note("end of stream", request_data)

        async def async_log_success_event(self, kwargs, response_obj, start_time, end_time):
            _note("async success", kwargs)

        def log_pre_api_call(self, model, messages, kwargs):
            _note("pre api call", kwargs)

        async def async_log_failure_event(self, kwargs, response_obj, start_time, end_time):
            _note("async failure", kwargs)

    handle = Logging.success_handler

    def success_handler(self, *args, **kwargs):
        assert threading.current_thread() is not threading.main_thread()
        _note("success in a thread", self.model_call_details)
        return handle(self, *args, **kwargs)

    Logging.success_handler = success_handler
    with acting_as_system():
        litellm.callbacks.append(Recorder())
        # Callbacks of the older kind are what the thread is for.
        litellm.success_callback.append(lambda *_: None)


if __name__ == "__main__":
    watch(sys.argv[2])
    uvicorn.run(
        "tests.support.recording_server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="asyncio",
        access_log=False,
        timeout_graceful_shutdown=10,
    )
