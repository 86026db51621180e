import copy


class RequiredValueError(Exception):
    pass


class FieldReference:
    def __init__(self, default, field_type=None, op=None, required=False):
        self._held = default
        self._required = required

    def get(self):
        if self._required and self._held is None:
            raise RequiredValueError("None of the above values is set and the field is required")
        return self._held.get() if isinstance(self._held, FieldReference) else self._held

    def set(self, value, type_safe=True):
        self._held = value


def placeholder(field_type, required=False):
    return FieldReference(None, field_type=field_type, required=required)


def required_placeholder(field_type):
    return placeholder(field_type, required=True)


def create(**kwargs):
    return ConfigDict(initial_dictionary=kwargs)


class ConfigDict:
    def __init__(
        self, initial_dictionary=None, type_safe=True, convert_dict=True, allow_dotted_keys=False, sort_keys=True
    ):
        object.__setattr__(self, "_fields", {})
        object.__setattr__(self, "_locked", False)
        object.__setattr__(self, "_convert_dict", convert_dict)
        given = initial_dictionary if initial_dictionary is not None else {}
        for key, value in given.items():
            self._fields[key] = self._converted(value)
        if isinstance(given, ConfigDict):
            object.__setattr__(self, "_locked", given.is_locked)

    def _converted(self, value):
        if isinstance(value, dict) and self._convert_dict:
            return ConfigDict(value)
        return value

    def __getattr__(self, attribute):
        try:
            return self[attribute]
        except KeyError as error:
            raise AttributeError(error) from error

    def __setattr__(self, attribute, value):
        if attribute in type(self).__dict__:
            msg = f"{attribute} cannot be overridden."
            raise KeyError(msg)
        self[attribute] = value

    def __delattr__(self, attribute):
        del self[attribute]

    def __getitem__(self, key):
        held = self._fields[key]
        return held.get() if isinstance(held, FieldReference) else held

    def __setitem__(self, key, value):
        if self._locked and key not in self._fields:
            msg = f'Key "{key}" does not exist and cannot be added since the config is locked.'
            raise KeyError(msg)
        held = self._fields.get(key)
        if isinstance(held, FieldReference) and not isinstance(value, FieldReference):
            held.set(value)
            return
        self._fields[key] = self._converted(value)

    def __delitem__(self, key):
        del self._fields[key]

    def __contains__(self, key):
        return key in self._fields

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._fields)

    def __eq__(self, other):
        return isinstance(other, ConfigDict) and self.to_dict() == other.to_dict()

    def __hash__(self):
        raise TypeError("unhashable type: 'ConfigDict'")

    def get(self, key, default=None):
        return self[key] if key in self else default

    def get_ref(self, key):
        held = self._fields[key]
        if not isinstance(held, FieldReference):
            held = self._fields[key] = FieldReference(held)
        return held

    def keys(self, preserve_field_references=False):
        return sorted(self._fields)

    def values(self, preserve_field_references=False):
        return [self[key] for key in self.keys()]

    def items(self, preserve_field_references=False):
        return [(key, self[key]) for key in self.keys()]

    def lock(self):
        self._lock(True)
        return self

    def unlock(self):
        self._lock(False)
        return self

    def _lock(self, locked):
        object.__setattr__(self, "_locked", locked)
        for value in self._fields.values():
            if isinstance(value, ConfigDict):
                value._lock(locked)

    @property
    def is_locked(self):
        return self._locked

    def unlocked(self):
        return _Unlocked(self)

    def to_dict(self, visit_map=None, preserve_field_references=False):
        return {key: value.to_dict() if isinstance(value, ConfigDict) else value for key, value in self.items()}

    def update(self, *other, **kwargs):
        for key, value in {**(dict(other[0].items()) if other else {}), **kwargs}.items():
            held = self._fields.get(key)
            if isinstance(held, ConfigDict) and isinstance(value, (dict, ConfigDict)):
                held.update(value)
            else:
                self[key] = value

    def copy_and_resolve_references(self, visit_map=None):
        return ConfigDict(copy.deepcopy(self.to_dict()))

    def __deepcopy__(self, memo):
        made = type(self)(copy.deepcopy(self.to_dict(), memo))
        object.__setattr__(made, "_locked", self._locked)
        return made

    def __copy__(self):
        return type(self)(self.to_dict())


class FrozenConfigDict(ConfigDict):
    def __setitem__(self, key, value):
        msg = f"FrozenConfigDict is immutable. Cannot set field {key}"
        raise AttributeError(msg)

    def __hash__(self):
        return hash(tuple(self.keys()))


class _Unlocked:
    def __init__(self, config):
        self.config = config
        self.was_locked = config.is_locked

    def __enter__(self):
        self.config.unlock()

    def __exit__(self, *error):
        if self.was_locked:
            self.config.lock()
