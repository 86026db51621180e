"""Command lines: without one, what ``parse_args`` gives are the declared defaults."""

import sys

from _python import unknown

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = argument
        self.message = message


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return "Namespace(" + ", ".join(f"{name}={value!r}" for name, value in vars(self).items()) + ")"


class HelpFormatter:
    def __init__(self, prog="", indent_increment=2, max_help_position=24, width=None):
        self._prog = prog


class RawDescriptionHelpFormatter(HelpFormatter):
    pass


class RawTextHelpFormatter(HelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode

    def __call__(self, string):
        return open(string, self._mode)


class Action:
    def __init__(
        self,
        option_strings,
        dest,
        nargs=None,
        const=None,
        default=None,
        type=None,
        choices=None,
        required=False,
        help=None,
        metavar=None,
    ):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Constant(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, **ignored):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _True(_Constant):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, **ignored):
        super().__init__(option_strings, dest, True, default, required, help)


class _False(_Constant):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, **ignored):
        super().__init__(option_strings, dest, False, default, required, help)


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _AppendConstant(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _Count(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Nothing(_Constant):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, **ignored):
        super().__init__(option_strings, dest, None, default, False, help)

    def __call__(self, parser, namespace, values, option_string=None):
        raise SystemExit(0)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, **options):
        names = list(option_strings)
        names += ["--no-" + name[2:] for name in option_strings if name.startswith("--")]
        super().__init__(names, dest, 0, None, default, required=options.get("required", False))

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


_ACTIONS = {
    None: _Store,
    "store": _Store,
    "store_const": _Constant,
    "store_true": _True,
    "store_false": _False,
    "append": _Append,
    "append_const": _AppendConstant,
    "extend": _Extend,
    "count": _Count,
    "help": _Nothing,
    "version": _Nothing,
}


class _Container:
    def __init__(self, owner=None):
        self._owner = owner or self

    def add_argument(self, *args, **kwargs):
        options = dict(kwargs)
        owner = self._owner
        names = [name for name in args if name.startswith("-")]
        dest = options.pop("dest", None)
        if dest is None and names:
            long = [name for name in names if name.startswith("--")]
            dest = (long or names)[0].lstrip("-").replace("-", "_")
        elif dest is None:
            dest = args[0] if args else ""
        action = options.pop("action", None)
        kind = _ACTIONS.get(action, action) if action is None or isinstance(action, str) else action
        if "default" not in options and owner.argument_default is not None:
            options["default"] = owner.argument_default
        made = kind(names, dest, **options)
        owner._actions.append(made)
        return made

    def add_argument_group(self, *args, **kwargs):
        return _Container(self._owner)

    def add_mutually_exclusive_group(self, **kwargs):
        return _Container(self._owner)


class _SubParsers(Action):
    def __init__(self, parser, dest):
        super().__init__([], dest or SUPPRESS, PARSER)
        self._parser = parser
        self.choices = {}

    def add_parser(self, name, **kwargs):
        made = ArgumentParser(**{key: value for key, value in kwargs.items() if key not in ("help", "aliases")})
        self.choices[name] = made
        return made


class ArgumentParser(_Container):
    def __init__(
        self,
        prog=None,
        usage=None,
        description=None,
        epilog=None,
        parents=(),
        formatter_class=HelpFormatter,
        prefix_chars="-",
        fromfile_prefix_chars=None,
        argument_default=None,
        conflict_handler="error",
        add_help=True,
        allow_abbrev=True,
        exit_on_error=True,
    ):
        super().__init__()
        self.prog = prog
        self.description = description
        self.argument_default = argument_default
        self._actions = []
        self._defaults = {}
        for parent in parents:
            self._actions.extend(parent._actions)
            self._defaults.update(parent._defaults)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_subparsers(self, dest=None, **kwargs):
        made = _SubParsers(self, dest)
        self._actions.append(made)
        return made

    def parse_args(self, args=None, namespace=None):
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error("unrecognized arguments: " + " ".join(rest))
        return found

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        given = list(sys.argv[1:] if args is None else args)
        found = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(found, action.dest):
                default = action.default
                if isinstance(default, str) and action.type is not None:
                    default = action.type(default)
                setattr(found, action.dest, default)
        for name, value in self._defaults.items():
            if not hasattr(found, name):
                setattr(found, name, value)
        return found, self._consume(given, found, args is None)

    parse_known_intermixed_args = parse_known_args

    def _consume(self, given, found, is_guess):
        positional = [action for action in self._actions if not action.option_strings]
        seen = set()
        rest = []
        while given:
            word = given.pop(0)
            name, equals, value = word.partition("=")
            action = self._option(name) if word.startswith("-") and len(word) > 1 else None
            if action is not None:
                seen.add(action.dest)
                if equals:
                    given.insert(0, value)
                action(self, found, self._values(action, given), name)
            elif word.startswith("-") and len(word) > 1 and not self._is_number(word):
                rest.append(word)
            elif positional:
                action = positional.pop(0)
                seen.add(action.dest)
                if isinstance(action, _SubParsers):
                    if action.dest is not SUPPRESS:
                        setattr(found, action.dest, word)
                    if word in action.choices:
                        _, left = action.choices[word].parse_known_args(given, found)
                        rest.extend(left)
                        given = []
                else:
                    given.insert(0, word)
                    action(self, found, self._values(action, given))
            else:
                rest.append(word)
        self._require(positional, seen, found, is_guess)
        return rest

    def _require(self, positional, seen, found, is_guess):
        for action in positional:
            if action.nargs in (OPTIONAL, ZERO_OR_MORE, REMAINDER, PARSER):
                if action.nargs in (ZERO_OR_MORE, REMAINDER) and action.default is None:
                    setattr(found, action.dest, [])
            elif is_guess:
                setattr(found, action.dest, unknown("environment", f"the argument {action.dest} is not known"))
            else:
                self.error("the following arguments are required: " + action.dest)
        for action in self._actions:
            if action.required and action.dest not in seen and action.option_strings:
                if is_guess:
                    setattr(found, action.dest, unknown("environment", f"the option {action.dest} is not known"))
                else:
                    self.error("the following arguments are required: " + "/".join(action.option_strings))

    def _option(self, name):
        for action in self._actions:
            if name in action.option_strings:
                return action
        starts = [a for a in self._actions if any(s.startswith("--") and s.startswith(name) for s in a.option_strings)]
        return starts[0] if name.startswith("--") and len(starts) == 1 else None

    def _is_number(self, word):
        return word[1:].replace(".", "", 1).isdigit()

    def _values(self, action, given):
        nargs = action.nargs
        if nargs == 0:
            return []
        if nargs is None:
            if not given:
                self.error(f"argument {action.dest}: expected one argument")
            return self._converted(action, given.pop(0))
        taken = []
        limit = nargs if isinstance(nargs, int) else 1 if nargs == OPTIONAL else len(given)
        while given and len(taken) < limit and (not given[0].startswith("-") or self._is_number(given[0])):
            taken.append(self._converted(action, given.pop(0)))
        if nargs == OPTIONAL:
            return taken[0] if taken else action.const
        return taken

    def _converted(self, action, text):
        value = text if action.type is None else action.type(text)
        if action.choices is not None and value not in action.choices:
            self.error(f"argument {action.dest}: invalid choice: {value!r}")
        return value

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def print_help(self, file=None):
        pass

    def print_usage(self, file=None):
        pass

    def format_help(self):
        return ""

    def format_usage(self):
        return ""
