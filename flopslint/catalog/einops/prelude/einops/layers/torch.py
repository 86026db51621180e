"""The layers of einops for torch."""

import torch
from einops import EinopsError, rearrange, reduce


def _options(lengths):
    return "".join([f", {name}={size}" for name, size in lengths.items()])


class Rearrange(torch.nn.Module):
    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return rearrange(input, self.pattern, **self.axes_lengths)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.pattern!r}{_options(self.axes_lengths)})"


class Reduce(torch.nn.Module):
    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return reduce(input, self.pattern, self.reduction, **self.axes_lengths)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.pattern!r}, {self.reduction!r}{_options(self.axes_lengths)})"


def _groups(text):
    """The axes that each dim of one side of a pattern is composed of."""
    groups = []
    inside = None
    for word in text.replace("(", " ( ").replace(")", " ) ").split():
        if word == "(":
            inside = []
        elif word == ")":
            groups.append(inside)
            inside = None
        elif inside is not None:
            inside += [] if word == "1" else [word]
        else:
            groups.append([] if word == "1" else [word])
    return groups


def _flat(groups):
    return [name for group in groups for name in group]


def _refuse(names, message):
    if names:
        raise EinopsError(message.format(set(names)))


class EinMix(torch.nn.Module):
    """A linear map by pattern: the weight has the axes of ``weight_shape``, the bias those of ``bias_shape``."""

    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.weight_shape = weight_shape
        self.bias_shape = bias_shape
        self.axes_lengths = axes_lengths
        left_text, right_text = pattern.split("->")
        left, right, weight = _groups(left_text), _groups(right_text), _groups(weight_shape)
        self._check(left, right, weight)
        self._make_layers(left_text, left, right_text, right)
        names = _flat(weight)
        fan_in = 1
        for name in names:
            if name not in _flat(right):
                fan_in *= axes_lengths[name]
        bound = (3 / fan_in) ** 0.5
        shape = [axes_lengths[name] for name in names]
        self.weight = torch.nn.Parameter(torch.zeros(shape).uniform_(-bound, bound), requires_grad=True)
        self.bias = None
        if bias_shape is not None:
            bound = (1 / fan_in) ** 0.5
            shape = self._bias_shape(right)
            self.bias = torch.nn.Parameter(torch.zeros(shape).uniform_(-bound, bound), requires_grad=True)
        self.einsum_pattern = self._letters(left, weight, right)

    def _check(self, left, right, weight):
        sources, targets, names = set(_flat(left)), set(_flat(right)), set(_flat(weight))
        _refuse(targets - sources - names, "Unrecognized identifiers on the right side of EinMix {}")
        if "..." in names:
            raise EinopsError("Ellipsis is not supported in weight, as its shape should be fully specified")
        if ("..." in sources) != ("..." in targets):
            raise EinopsError(f"Ellipsis in EinMix should be on both sides, {self.pattern}")
        if any("..." in group and len(group) > 1 for group in left):
            raise EinopsError(f"Ellipsis on left side can't be in parenthesis, got {self.pattern}")
        if any(name.isdecimal() for name in sources | targets | names):
            raise EinopsError("Anonymous axes (numbers) are not allowed in EinMix")
        if "(" in self.weight_shape or ")" in self.weight_shape:
            raise EinopsError(f"Parenthesis is not allowed in weight shape: {self.weight_shape}")
        for name in names:
            if name not in self.axes_lengths:
                raise EinopsError(f"Dimension {name} of weight should be specified")
        _refuse(set(self.axes_lengths) - sources - names, "Axes {} are not used in pattern")
        _refuse(names - sources - targets, "Weight axes {} are redundant")

    def _make_layers(self, left_text, left, right_text, right):
        self.pre_rearrange = None
        self.post_rearrange = None
        if any(len(group) != 1 for group in left):
            names = _flat(left)
            lengths = {name: size for name, size in self.axes_lengths.items() if name in names}
            self.pre_rearrange = Rearrange(f"{left_text}-> {' '.join(names)}", **lengths)
        if any(len(group) != 1 for group in right):
            self.post_rearrange = Rearrange(f"{' '.join(_flat(right))} ->{right_text}")

    def _bias_shape(self, right):
        if not isinstance(self.bias_shape, str):
            raise EinopsError("bias shape should be string specifying which axes bias depends on")
        names = set(_flat(_groups(self.bias_shape)))
        _refuse(names - set(_flat(right)), "Bias axes {} not present in output")
        _refuse(names - set(self.axes_lengths), "Sizes not provided for bias axes {}")
        shape = []
        is_wide = False
        for name in _flat(right):
            if name == "...":
                if is_wide:
                    raise EinopsError("all bias dimensions should go after ellipsis in the output")
            elif name in names:
                shape.append(self.axes_lengths[name])
                is_wide = True
            else:
                shape.append(1)
        return shape

    def _letters(self, left, weight, right):
        names = sorted({*_flat(left), *_flat(weight), *_flat(right)} - {"..."})
        letters = dict(zip(names, "abcdefghijklmnopqrstuvwxyz", strict=False))
        letters["..."] = "..."
        sides = ["".join([letters[name] for name in _flat(side)]) for side in (left, weight, right)]
        return f"{sides[0]},{sides[1]}->{sides[2]}"

    def forward(self, input):
        if self.pre_rearrange is not None:
            input = self.pre_rearrange(input)
        result = torch.einsum(self.einsum_pattern, input, self.weight)
        if self.bias is not None:
            result += self.bias
        if self.post_rearrange is not None:
            result = self.post_rearrange(result)
        return result

    def __repr__(self):
        shown = f"{self.pattern!r}, {self.weight_shape!r}"
        if self.bias_shape is not None:
            shown += f", {self.bias_shape!r}"
        return f"{self.__class__.__name__}({shown}{_options(self.axes_lengths)})"
