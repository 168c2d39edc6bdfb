"""Ways to give one object of the wheel a state per account, whatever else holds a reference to it.

- a shell: a singleton keeps its identity and type, and every attribute goes to the bound account's own instance;
- a module property: an attribute of a module reads and writes a slot;
- a container: a module's dict, list or set becomes a view of the bound account's own;
- a class slot: an attribute of a class's instances, per account.
"""

from __future__ import annotations

import sys
from collections import UserDict, UserList
from collections.abc import Callable, Iterator, Mapping, MutableSet
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from alchemi.errors import SeamError
from alchemi.litellm_bridge.account_runtime import AccountRuntime, Slot, current_slots, is_system

_FORWARDED: Final = (
    "__len__",
    "__iter__",
    "__contains__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__bool__",
    "__call__",
)


def shell(singleton: Any, make: Callable[[], Any], name: str) -> Slot[Any]:
    """Turn `singleton` into a shell; `make` builds an account's instance when it is first reached.

    The object as it was becomes the system account's instance. Everything that already refers to the singleton, by whatever
    name, reaches the bound account's instance from now on.
    """
    base: type[Any] = type(singleton)
    _shell_type: type[Any]
    original = _twin(singleton, base)
    slot: Slot[Any] = Slot(f"shell {name}", lambda: original if is_system() else make())
    read = slot.reader()
    members: dict[str, Any] = {
        "__slots__": (),
        "__getattribute__": lambda _self, attribute: (
            _shell_type if attribute == "__class__" else getattr(read(_self), attribute)
        ),
        "__setattr__": lambda _self, attribute, value: setattr(slot.get(), attribute, value),
        "__delattr__": lambda _self, attribute: delattr(slot.get(), attribute),
    }
    for special in _FORWARDED:
        if hasattr(base, special):
            # Python looks special methods up on the type, past __getattribute__.
            members[special] = _forward(slot, special)
    _shell_type = type(f"Account{base.__name__}", (base,), members)
    object.__setattr__(singleton, "__class__", _shell_type)
    return slot


def _twin(singleton: Any, base: type[Any]) -> Any:
    """Another object of the same type that shares the singleton's state."""
    twin = object.__new__(base)
    if hasattr(singleton, "__dict__"):
        twin.__dict__.update(singleton.__dict__)
    for name in getattr(base, "__slots__", ()):
        setattr(twin, name, getattr(singleton, name))
    return twin


def _forward(slot: Slot[Any], special: str) -> Callable[..., Any]:
    def forward(_self: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(slot.get(), special)(*args, **kwargs)

    return forward


def module_slots(module: ModuleType, slots: Mapping[str, Slot[Any]]) -> None:
    """Have attributes of `module` read and written in `slots`. The values they had are the system account's.

    Reaches what is used as `module.name` and imported inside functions. A bare name inside the module itself is not
    reached: such a name needs a container or a rewrite.

    Raises:
        SeamError: the module has no such attribute.
    """
    missing = [name for name in slots if name not in module.__dict__]
    if missing:
        raise SeamError(f"{module.__name__} has no attribute {', '.join(sorted(missing))}.")
    for name, slot in slots.items():
        had = module.__dict__.pop(name)
        slot.make = _or_system(had, slot.make)
    properties = {name: _property(slot) for name, slot in slots.items()}
    module.__class__ = type("AccountScopedModule", (type(module),), properties)


def _or_system(had: Any, make: Callable[[], Any]) -> Callable[[], Any]:
    return lambda: had if is_system() else make()


def _property(slot: Slot[Any]) -> property:
    return property(slot.reader(), lambda _module, value: slot.set(value), lambda _module: slot.clear())


class AccountDict(UserDict[Any, Any]):
    """A dict whose content is the bound account's."""

    def __init__(self, slot: Slot[dict[Any, Any]]) -> None:
        self._slot = slot

    @property
    def data(self) -> dict[Any, Any]:  # type: ignore[override]
        return self._slot.get()


class AccountList(UserList[Any]):
    """A list whose content is the bound account's."""

    def __init__(self, slot: Slot[list[Any]]) -> None:
        self._slot = slot

    @property
    def data(self) -> list[Any]:  # type: ignore[override]
        return self._slot.get()

    def __iter__(self) -> Iterator[Any]:
        # Else it would be read by index, each time through the slot.
        return iter(self.data)


class AccountSet(MutableSet[Any]):
    """A set whose content is the bound account's."""

    def __init__(self, slot: Slot[set[Any]]) -> None:
        self._slot = slot

    def __contains__(self, value: object) -> bool:
        return value in self._slot.get()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._slot.get())

    def __len__(self) -> int:
        return len(self._slot.get())

    def add(self, value: Any) -> None:
        self._slot.get().add(value)

    def discard(self, value: Any) -> None:
        self._slot.get().discard(value)


_CONTAINERS: Final[tuple[tuple[type[Any], type[Any]], ...]] = (
    (dict, AccountDict),
    (list, AccountList),
    (set, AccountSet),
)


def container(module_name: str, name: str, make: Callable[[], Any] | None = None) -> Slot[Any]:
    """Replace a module's dict, list or set by a view of the bound account's own, which starts empty, or as `make` makes it.

    Every module that took the object by `from … import` must be given the view too: they are found and listed in the error.

    Raises:
        SeamError: there is no such container.
    """
    module = import_module(module_name)
    had = getattr(module, name, None)
    for kind, view in _CONTAINERS:
        if isinstance(had, kind):
            slot: Slot[Any] = Slot(f"{module_name}.{name}", kind)
            slot.make = _or_system(had, make or kind)
            scoped = view(slot)
            for other in list(sys.modules.values()):
                for attribute, value in list(getattr(other, "__dict__", {}).items()):
                    if value is had:
                        setattr(other, attribute, scoped)
            return slot
    raise SeamError(f"{module_name}.{name} is no dict, list or set.")


class InstanceSlot:
    """An attribute of instances of a class of the wheel, per account: a data descriptor put on the class.

    `make` gives a new account's value. Values live with the runtime, by the instance's identity, and go with it.
    """

    def __init__(self, name: str, make: Callable[[Any], Any]) -> None:
        self._name = name
        self._make = make
        self._seen: set[int] = set()

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        slots, key = current_slots(), (self, id(instance))
        try:
            return slots[key]
        except KeyError:
            self._seen.add(id(instance))
            had = instance.__dict__.get(self._name)
            made = slots[key] = had if had is not None and is_system() else self._make(instance)
            return made

    def __set__(self, instance: Any, value: Any) -> None:
        self._seen.add(id(instance))
        current_slots()[self, id(instance)] = value

    def __delete__(self, instance: Any) -> None:
        current_slots().pop((self, id(instance)), None)

    def find(self, runtime: AccountRuntime, instance: Any) -> Any:
        """The value that `runtime` holds for `instance`, or None."""
        return runtime.slots.get((self, id(instance)))

    def values_of(self, runtime: AccountRuntime) -> list[Any]:
        """What `runtime` holds, for whatever instances there are."""
        slots = runtime.slots
        return [slots[key] for identity in self._seen if (key := (self, identity)) in slots]


def instance_slot(owner: type[Any], name: str, make: Callable[[Any], Any]) -> InstanceSlot:
    """Put an InstanceSlot on a class."""
    slot = InstanceSlot(name, make)
    setattr(owner, name, slot)
    return slot
