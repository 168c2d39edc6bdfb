"""What both client programs stand on: the OpenAPI document, and calls that hold to it. Nothing of the server is imported."""

from __future__ import annotations

import time
from typing import Any, Final

import httpx
from jsonschema import Draft202012Validator

_NOTICED_S: Final = 2.0


class UndeclaredError(Exception):
    """The document does not say what a client needs, or the service does something else than it says."""


class Document:
    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self.used: set[str] = set()

    def operation(self, method: str, path: str) -> dict[str, Any]:
        found: dict[str, Any] | None = self._document["paths"].get(path, {}).get(method.lower())
        if found is None:
            raise UndeclaredError(f"The document has no {method} {path}.")
        self.used.add(f"{method} {path}")
        return found

    def check_sent(self, method: str, path: str, query: dict[str, Any], body: Any) -> None:
        operation = self.operation(method, path)
        declared = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
        if undeclared := query.keys() - declared:
            raise UndeclaredError(f"{method} {path} declares no parameters {sorted(undeclared)}.")
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body is None:
            return
        if content is None:
            raise UndeclaredError(f"{method} {path} declares no body.")
        self._check(f"The body of {method} {path}", content["schema"], body)
        known = self._properties(content["schema"])
        if known is not None and (undeclared := body.keys() - known):
            raise UndeclaredError(f"{method} {path} declares no fields {sorted(undeclared)}.")

    def check_answered(self, method: str, path: str, answer: httpx.Response) -> None:
        declared = self.operation(method, path)["responses"].get(str(answer.status_code))
        if declared is None:
            raise UndeclaredError(f"{method} {path} declares no {answer.status_code}: {answer.text[:300]}")
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind not in declared.get("content", {}):
            raise UndeclaredError(f"{method} {path} declares no {kind} for {answer.status_code}.")
        if kind.endswith("json"):
            what = f"The answer of {method} {path} ({answer.status_code})"
            self._check(what, declared["content"][kind]["schema"], answer.json())

    def _check(self, what: str, schema: dict[str, Any], value: Any) -> None:
        whole = {**schema, "components": self._document["components"]}
        for error in Draft202012Validator(whole).iter_errors(value):
            raise UndeclaredError(f"{what} is not as declared: {error.json_path}: {error.message[:300]}")

    def _properties(self, schema: dict[str, Any]) -> set[str] | None:
        if "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return set(schema["properties"]) if "properties" in schema else None


class Service:
    """A caller with one credential."""

    def __init__(self, base_url: str, document: Document, **headers: str) -> None:
        self._document = document
        self.http = httpx.Client(base_url=base_url, headers=headers, timeout=60, trust_env=False)

    @classmethod
    def of_token(cls, base_url: str, document: Document, token: str) -> Service:
        return cls(base_url, document, authorization=f"Bearer {token}")

    def call(
        self,
        method: str,
        path: str,
        status: int = 200,
        *,
        body: Any = None,
        query: dict[str, Any] | None = None,
        **ids: str,
    ) -> Any:
        """Ask a declared operation, and get its answer, which must have `status`."""
        self._document.check_sent(method, path, query or {}, body)
        answer = self.http.request(method, path.format(**ids), params=query, json=body)
        self._document.check_answered(method, path, answer)
        if answer.status_code != status:
            raise UndeclaredError(f"{method} {path}: {answer.status_code}, not {status}: {answer.text[:500]}")
        print(f"{answer.status_code} {method} {path}")
        return answer.json()

    def refused(self, method: str, path: str, status: int, **more: Any) -> Any:
        """The same for what must not be done: a problem document that says nothing of the thing itself."""
        problem = self.call(method, path, status, **more)
        expect(problem["status"] == status and problem["type"].startswith("urn:alchemi:error:"), problem)
        return problem

    def becomes_refused(self, method: str, path: str, status: int) -> None:
        """What was taken away is refused by every process within two seconds."""
        until_s = time.monotonic() + _NOTICED_S
        while self.http.request(method, path).status_code == 200 and time.monotonic() < until_s:
            time.sleep(0.1)
        self.refused(method, path, status)


def load(base_url: str) -> Document:
    """The document as the service serves it; the first time, making it takes a while."""
    answer = httpx.get(f"{base_url}/openapi.json", timeout=180, trust_env=False).raise_for_status()
    return Document(answer.json())


def expect(is_so: bool, what: object) -> None:
    """Stop when something is not as it should be."""
    if not is_so:
        raise UndeclaredError(f"This is not as expected: {what}")
