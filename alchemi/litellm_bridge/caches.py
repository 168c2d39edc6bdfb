"""Caches of the wheel, one content per account: in memory, in Redis, of answers, and of prices.

An in-memory cache keeps one bucket per account. The methods run on the bucket itself, found once per call: looking it up at
each access of the content costs a request two milliseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final
from weakref import WeakSet

from alchemi.litellm_bridge.account_runtime import is_system
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import bound_account, require_account

_CONTENT: Final = ("cache_dict", "ttl_dict", "expiration_heap")
_METHODS: Final = (
    "set_cache", "get_cache", "delete_cache", "evict_cache", "increment_cache", "flush_cache", "batch_get_cache",
    "evict_element_if_expired", "allow_ttl_override",
)  # fmt: skip
_BUCKETS: Final = "_account_buckets"
_holders: Final[WeakSet[Any]] = WeakSet()


class _Bucket:
    """One account's content of one cache, with the wheel's own code to work on it."""

    def __init__(self, cache: Any) -> None:
        self.cache_dict: dict[Any, Any] = {}
        self.ttl_dict: dict[Any, Any] = {}
        self.expiration_heap: list[Any] = []
        self._increment_lock = threading.Lock()
        for name in ("max_size_in_memory", "default_ttl", "max_size_per_item", "_clock"):
            setattr(self, name, getattr(cache, name, None))


def bucket_of(cache: Any) -> Any:
    """The bound account's bucket of `cache`.

    Raises:
        NoAccountError: no account is bound.
    """
    account = bound_account() or require_account("A cache")
    buckets: dict[AccountId, _Bucket] | None = cache.__dict__.get(_BUCKETS)
    if buckets is None:
        buckets = cache.__dict__.setdefault(_BUCKETS, {})
        _holders.add(cache)
    bucket = buckets.get(account)
    if bucket is None:
        bucket = buckets[account] = _Bucket(cache)
    return bucket


def drop_buckets(account: AccountId) -> None:
    """Forget what every cache holds for `account`."""
    for cache in list(_holders):
        cache.__dict__.get(_BUCKETS, {}).pop(account, None)


def scope_in_memory_caches() -> None:
    """Give every in-memory cache of the wheel buckets, those made before this call included.

    The cache of provider clients stays one: its keys contain the credentials, and what it holds is connections.
    """
    from litellm.caching.in_memory_cache import InMemoryCache
    from litellm.caching.llm_caching_handler import LLMClientCache

    originals = {name: vars(InMemoryCache)[name] for name in vars(InMemoryCache) if not name.startswith("__")}
    for name, function in originals.items():
        if callable(function):
            setattr(_Bucket, name, function)
            setattr(LLMClientCache, name, vars(LLMClientCache).get(name, function))
    for name in _METHODS:
        setattr(InMemoryCache, name, _on_bucket(originals[name], name))
    for name in _CONTENT:
        setattr(InMemoryCache, name, _content(name))
        setattr(LLMClientCache, name, _own(name))


def _on_bucket(original: Callable[..., Any], name: str) -> Callable[..., Any]:
    def run(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            bucket = self.__dict__[_BUCKETS][bound_account()]
        except KeyError:
            bucket = bucket_of(self)
        return original(bucket, *args, **kwargs)

    run.__name__ = name
    return run


def _content(name: str) -> property:
    """For what reads a cache's dicts directly."""
    return property(lambda cache: getattr(bucket_of(cache), name), lambda cache, value: _replace(cache, name, value))


def _replace(cache: Any, name: str, value: Any) -> None:
    if value or _BUCKETS in cache.__dict__:
        setattr(bucket_of(cache), name, value)


def _own(name: str) -> property:
    """An exempt class keeps its content in the instance."""
    key = f"_own_{name}"
    return property(lambda cache: cache.__dict__[key], lambda cache, value: cache.__dict__.__setitem__(key, value))


def scope_redis_keys() -> None:
    """Put the account into every Redis key: all operations of the wheel's Redis cache go through this one function."""
    from litellm.caching.redis_cache import RedisCache

    original = RedisCache.check_and_fix_namespace

    def check_and_fix_namespace(self: Any, key: Any) -> Any:
        if key is None:
            return None
        prefix = f"acct:{require_account('A Redis key')}:"
        namespace = f"{self.namespace}:" if self.namespace else ""
        bare = key.removeprefix(namespace)
        return original(self, namespace + (bare if bare.startswith(prefix) else prefix + bare))

    RedisCache.check_and_fix_namespace = check_and_fix_namespace


def scope_answers() -> None:
    """Put the account into the keys of the cache of model answers, before whatever namespace a caller chose."""
    from litellm.caching.caching import Cache

    original = Cache._add_namespace_to_cache_key

    def add_namespace(self: Any, hash_hex: str, **kwargs: Any) -> str:
        return f"acct:{require_account('The answer cache')}:{original(self, hash_hex, **kwargs)}"

    Cache._add_namespace_to_cache_key = add_namespace


def protect_prices() -> None:
    """Keep the catalogue of prices and abilities out of the accounts' reach.

    A deployment's own prices stand under its id, which the server makes; the key that all deployments of a model share is
    left as it was at boot, and an id that is a model's name is refused by not being written.
    """
    import litellm
    from litellm.router import Router

    original = Router._register_deployment_in_model_cost
    catalogue = frozenset(litellm.model_cost)

    def register(*, model_id: str | None, model_info: Any, model: str, custom_llm_provider: str | None) -> None:
        if is_system():
            original(model_id=model_id, model_info=model_info, model=model, custom_llm_provider=custom_llm_provider)
            return
        if model_id is not None and model_id not in catalogue:
            litellm.register_model(
                model_cost={model_id: model_info},
                persist_across_reloads=False,
                warning_display_name=model,
                custom_llm_provider=custom_llm_provider,
            )

    Router._register_deployment_in_model_cost = staticmethod(register)
