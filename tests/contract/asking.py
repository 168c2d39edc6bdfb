"""Has schemathesis make requests of our part of the document, and counts what its checks say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    DictionaryDefinition,
    ExamplesPhaseConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    OperationConfig,
    OperationsConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    SimpleCheckConfig,
    StatefulPhaseConfig,
)
from schemathesis.config._checks import (
    NEGATIVE_DATA_REJECTION_EXPECTED_STATUSES,
    NOT_A_SERVER_ERROR_EXPECTED_STATUSES,
    NegativeDataRejectionConfig,
    NotAServerErrorConfig,
)
from schemathesis.config._dictionaries import DictionaryEntry, ParameterDictionaryBinding
from schemathesis.engine import Status, events, from_schema
from schemathesis.filters import FilterSet

from alchemi.auth.route_classes import RouteClass, route_table
from alchemi.endpoints import ROUTERS
from alchemi.rest.application import management_app
from alchemi.rest.openapi import merged_document
from tests.contract.callers import Caller, Ids
from tests.support.our_routes import resources

SEED = 20_261_122
_KNOWN_ID = 0.6
"""How often a parameter is an id of something that is there."""

_CLOSED_BY_DELETE = ("/alchemi/ticket",)
_ASKS_A_PROVIDER = r"^/alchemi/sso/\{provider_id\}/(check|test)$"
"""Tell with 502 that the provider which the account has named does not answer: here none does."""


@dataclass(frozen=True)
class Depth:
    """How much is asked. `examples` and `sequences`: for each operation, and of operations that follow each other."""

    examples: int
    sequences: int = 0
    has_coverage: bool = True


@dataclass
class Outcome:
    """What came of it, added up over callers."""

    requests: int = 0
    operations: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    told: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """One text for each check, operation and kind of failure."""
    errors: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.requests += other.requests
        self.operations |= other.operations
        self.statuses += other.statuses
        self.checks += other.checks
        self.failures += other.failures
        self.told |= other.told
        self.errors += other.errors


def our_document() -> dict[str, Any]:
    """Our part of what `/openapi.json` serves, with the class of each route and its credentials."""
    return merged_document(management_app(ROUTERS, {}, version="0").openapi(), {}, route_table())


def ask(url: str, caller: Caller, depth: Depth, *, seed: int = SEED, only: str | None = None) -> Outcome:
    """Ask every operation of the classes that `caller` asks; of those, with `only`, the ones with this in their path."""
    schema = schemathesis.openapi.from_dict(our_document(), config=_config(url, caller, depth, seed, only))
    outcome = Outcome()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _count(outcome, event, caller)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            outcome.errors.append(f"{caller.name}: {event}")
    return outcome


def _config(url: str, caller: Caller, depth: Depth, seed: int, only: str | None) -> SchemathesisConfig:
    phases = PhasesConfig(
        examples=ExamplesPhaseConfig(enabled=True),
        coverage=CoveragePhaseConfig(enabled=depth.has_coverage),
        fuzzing=FuzzingPhaseConfig(generation=GenerationConfig(max_examples=depth.examples)),
        stateful=StatefulPhaseConfig(
            enabled=depth.sequences > 0, generation=GenerationConfig(max_examples=depth.sequences or 1)
        ),
    )
    project = ProjectConfig(
        base_url=url,
        headers=dict(caller.headers),
        continue_on_failure=True,
        request_timeout=30,
        parameters={name: ParameterDictionaryBinding(name, _KNOWN_ID) for name in caller.ids},
        checks=_checks(),
        phases=phases,
        operations=_operations(caller, only),
        generation=GenerationConfig(
            deterministic=True, no_shrink=True, database="none", with_security_parameters=False
        ),
    )
    return SchemathesisConfig(
        seed=seed, projects=ProjectsConfig(default=project), dictionaries=_dictionaries(caller.ids)
    )


def _operations(caller: Caller, only: str | None) -> OperationsConfig:
    left_out, stays, upstream = FilterSet(), FilterSet(), FilterSet()
    left_out.include(
        lambda context: (
            RouteClass(context.operation.definition.raw["x-route-class"]) not in caller.asks
            or (only is not None and re.search(only, context.operation.path) is None)
        )
    )
    # Where DELETE leaves the object in sight on purpose, to be restored or reopened, it is no leak to read it.
    kept = [one.path for one in resources() if one.soft_delete is not None]
    stays.include(path_regex=f"^({'|'.join([*kept, *_CLOSED_BY_DELETE])})/")
    upstream.include(path_regex=_ASKS_A_PROVIDER)
    stay = ChecksConfig(use_after_free=SimpleCheckConfig(enabled=False))
    statuses = [*NOT_A_SERVER_ERROR_EXPECTED_STATUSES, "502"]
    ask_others = ChecksConfig(not_a_server_error=NotAServerErrorConfig(expected_statuses=statuses))
    return OperationsConfig(
        operations=[
            OperationConfig(filter_set=left_out, enabled=False),
            OperationConfig(filter_set=stays, checks=stay),
            OperationConfig(filter_set=upstream, checks=ask_others),
        ]
    )


def _checks() -> ChecksConfig:
    """Every check that schemathesis has, but for one."""
    return ChecksConfig(
        # What a schema cannot say is told with 422 as well: that an id in a body names nothing, that two fields contradict
        # each other, that a name has control characters. So valid data may well be refused.
        positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False),
        # Its list of refusals does not know 413, with which a body of more than 1 MiB is refused.
        negative_data_rejection=NegativeDataRejectionConfig(
            expected_statuses=[*NEGATIVE_DATA_REJECTION_EXPECTED_STATUSES, "413"]
        ),
    )


def _dictionaries(ids: Ids) -> dict[str, DictionaryDefinition]:
    return {
        name: DictionaryDefinition(
            name, tuple(DictionaryEntry(value, number) for number, value in enumerate(values)), "values", None
        )
        for name, values in ids.items()
    }


def _count(outcome: Outcome, event: events.ScenarioFinished, caller: Caller) -> None:
    recorder = event.recorder
    outcome.requests += len(recorder.interactions)
    for case in recorder.cases.values():
        outcome.operations.add(case.value.operation.label)
    for interaction in recorder.interactions.values():
        outcome.statuses[interaction.response.status_code if interaction.response is not None else 0] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            outcome.checks[check.name] += 1
            if check.status is Status.SUCCESS:
                continue
            outcome.failures[check.name] += 1
            info = check.failure_info
            kind = info.failure.title if info is not None else "the check itself failed"
            key = (check.name, recorder.cases[case_id].value.operation.label, kind)
            outcome.told.setdefault(
                key, "" if info is None else f"{caller.name}: {info.failure.message}\n{info.code_sample}"
            )
