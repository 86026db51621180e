"""Nested containers as trees: lists, tuples, dicts and None."""

from collections import OrderedDict, defaultdict, deque


class TreeSpec:
    def __init__(self, type, context, children_specs):
        self.type = type
        self.context = context
        self.children_specs = children_specs
        self.num_leaves = 1 if type is None else sum([spec.num_leaves for spec in children_specs])

    def is_leaf(self):
        return self.type is None

    @property
    def num_children(self):
        return len(self.children_specs)

    def unflatten(self, leaves):
        return tree_unflatten(leaves, self)

    def __eq__(self, other):
        if not isinstance(other, TreeSpec) or self.type is not other.type or self.context != other.context:
            return False
        return self.children_specs == other.children_specs


class LeafSpec(TreeSpec):
    def __init__(self):
        super().__init__(None, None, [])


_REGISTERED = {}


def register_pytree_node(cls, flatten_fn, unflatten_fn, **options):
    _REGISTERED[cls] = (flatten_fn, unflatten_fn)


_register_pytree_node = register_pytree_node


def _split(tree):
    """The kind of node, what is needed to rebuild it, and its children; None for a leaf."""
    kind = type(tree)
    if kind in _REGISTERED:
        children, context = _REGISTERED[kind][0](tree)
        return kind, context, list(children)
    if kind in (dict, OrderedDict, defaultdict):
        context = (list(tree.keys()), tree.default_factory if kind is defaultdict else None)
        return kind, context, list(tree.values())
    if kind in (list, tuple):
        return kind, None, list(tree)
    if kind is deque:
        return kind, tree.maxlen, list(tree)
    if isinstance(tree, tuple) and hasattr(kind, "_fields"):
        return kind, None, list(tree)
    return None


def _join(kind, context, children):
    if kind in _REGISTERED:
        return _REGISTERED[kind][1](children, context)
    if kind is defaultdict:
        return defaultdict(context[1], zip(context[0], children, strict=True))
    if kind in (dict, OrderedDict):
        return kind(zip(context[0], children, strict=True))
    if kind in (list, tuple):
        return kind(children)
    if kind is deque:
        return deque(children, maxlen=context)
    return kind(*children)


def tree_flatten(tree, is_leaf=None):
    node = None if is_leaf is not None and is_leaf(tree) else _split(tree)
    if node is None:
        return [tree], LeafSpec()
    leaves = []
    specs = []
    for child in node[2]:
        found, spec = tree_flatten(child, is_leaf)
        leaves += found
        specs.append(spec)
    return leaves, TreeSpec(node[0], node[1], specs)


def tree_unflatten(leaves, treespec):
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(
            f"tree_unflatten(leaves, treespec): `leaves` has length {len(leaves)} but the spec refers to a pytree that "
            f"holds {treespec.num_leaves} items ({treespec})."
        )
    if treespec.is_leaf():
        return leaves[0]
    start = 0
    children = []
    for spec in treespec.children_specs:
        children.append(tree_unflatten(leaves[start : start + spec.num_leaves], spec))
        start += spec.num_leaves
    return _join(treespec.type, treespec.context, children)


def tree_leaves(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[0]


def tree_iter(tree, is_leaf=None):
    return iter(tree_leaves(tree, is_leaf))


def tree_structure(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    leaves, spec = tree_flatten(tree, is_leaf)
    others = [_up_to(rest, spec) for rest in rests]
    return tree_unflatten([func(*group) for group in zip(leaves, *others, strict=True)], spec)


def _up_to(tree, spec):
    """The parts of a tree that stand where another has its leaves."""
    if spec.is_leaf():
        return [tree]
    parts = []
    for child, inner in zip(_split(tree)[2], spec.children_specs, strict=True):
        parts += _up_to(child, inner)
    return parts


def tree_map_(func, tree, *rests, is_leaf=None):
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def tree_map_only(type_or_types, func, tree, is_leaf=None):
    return tree_map(lambda leaf: func(leaf) if isinstance(leaf, type_or_types) else leaf, tree, is_leaf=is_leaf)


def tree_map_only_(type_or_types, func, tree, is_leaf=None):
    tree_map_only(type_or_types, func, tree, is_leaf)
    return tree


def tree_all(pred, tree, is_leaf=None):
    return all(pred(leaf) for leaf in tree_leaves(tree, is_leaf))


def tree_any(pred, tree, is_leaf=None):
    return any(pred(leaf) for leaf in tree_leaves(tree, is_leaf))


def tree_all_only(type_or_types, pred, tree, is_leaf=None):
    return all(pred(leaf) for leaf in tree_leaves(tree, is_leaf) if isinstance(leaf, type_or_types))


def tree_any_only(type_or_types, pred, tree, is_leaf=None):
    return any(pred(leaf) for leaf in tree_leaves(tree, is_leaf) if isinstance(leaf, type_or_types))
