"""From an account's rows to its guards: what the configuration of each type may say, and what it compiles to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from alchemi.enterprise_features.guardrails.detectors import DETECTORS, detector_pattern
from alchemi.enterprise_features.guardrails.engine import Action, Direction, Guard, Guards
from alchemi.enterprise_features.guardrails.patterns import Pattern, compile_pattern, word_pattern
from alchemi.errors import ConflictError, InvalidRequestError

MOST_PATTERNS: Final = 100
MOST_STEPS: Final = 40_000
"""Of all patterns of an account together: what a byte of its texts costs at most."""


class GuardType(StrEnum):
    PII = "pii"
    SECRETS = "secrets"
    WORDS = "words"
    CUSTOM = "custom"


class GuardRules(BaseModel):
    """What every guard's `config` may say."""

    model_config = ConfigDict(extra="forbid")

    apply_to: list[Direction] = Field(
        default=[Direction.INPUT, Direction.OUTPUT], min_length=1, max_length=2,
        description="What people and programs send to models, what models answer, or both.",
    )  # fmt: skip
    min_matches: int = Field(default=1, ge=1, le=1000, description="Fewer findings in a call than this are none.")
    uninspected_calls: Literal["refuse", "allow"] = Field(
        default="refuse",
        description="What a guard that blocks or masks does with a call that it cannot look through: pass-through, realtime, "
        "files, sound, pictures that are sent.",
    )


class DetectorRules(GuardRules):
    categories: list[str] | None = Field(default=None, min_length=1, max_length=50, description="None: all there are.")


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]


class WordRules(GuardRules):
    words: list[Word] = Field(default=[], max_length=200)


_RULES: Final[Mapping[GuardType, type[GuardRules]]] = {
    GuardType.PII: DetectorRules,
    GuardType.SECRETS: DetectorRules,
    GuardType.WORDS: WordRules,
    GuardType.CUSTOM: GuardRules,
}


def read_rules(guard_type: GuardType, config: Mapping[str, Any]) -> GuardRules:
    """What `config` says.

    Raises:
        InvalidRequestError: naming every field that is not accepted.
    """
    try:
        rules = _RULES[guard_type].model_validate(dict(config))
    except ValidationError as error:
        faults = [
            {"pointer": "/".join(("/config", *map(str, one["loc"]))), "detail": one["msg"]} for one in error.errors()
        ]
        raise InvalidRequestError(f"The configuration of a {guard_type} guard is another.", errors=faults) from error
    known = DETECTORS.get(guard_type, {})
    for number, name in enumerate(getattr(rules, "categories", None) or ()):
        if name not in known:
            raise InvalidRequestError.of_field(
                f"/config/categories/{number}", f"There is no such category; there are {', '.join(known)}."
            )
    return rules


def compile_guards(configs: Iterable[Mapping[str, Any]], patterns: Iterable[Mapping[str, Any]]) -> Guards:
    """The guards of an account's rows, those that are switched on.

    Raises:
        InvalidRequestError: a row is not what is accepted.
        ConflictError: all patterns together are too much.
    """
    own: dict[str, list[Pattern]] = {}
    for row in patterns:
        if row["enabled"]:
            own.setdefault(row["guard_type"], []).append(compile_pattern(row["pattern_name"], row["pattern"]))
    guards = []
    for row in sorted(configs, key=lambda one: (one["execution_order"], one["guard_type"])):
        if not row["enabled"]:
            continue
        guard_type = GuardType(row["guard_type"])
        rules = read_rules(guard_type, row["config"])
        found = (*_built_in(guard_type, rules), *own.get(guard_type, ()))
        action = Action(row["action_on_fail"])
        lets_unseen_pass = rules.uninspected_calls == "allow"
        guards.append(Guard(guard_type, action, found, frozenset(rules.apply_to), rules.min_matches, lets_unseen_pass))
    steps = sum(pattern.steps for guard in guards for pattern in guard.patterns)
    if steps > MOST_STEPS:
        raise ConflictError("The patterns of this account are too much work together; remove some, or repeat less.")
    return Guards(tuple(guards))


def _built_in(guard_type: GuardType, rules: GuardRules) -> list[Pattern]:
    if isinstance(rules, DetectorRules):
        names = DETECTORS[guard_type] if rules.categories is None else dict.fromkeys(rules.categories)
        return [detector_pattern(guard_type, name) for name in names]
    if isinstance(rules, WordRules):
        # The words themselves are not told in findings.
        return [word_pattern("word", word) for word in dict.fromkeys(rules.words)]
    return []
