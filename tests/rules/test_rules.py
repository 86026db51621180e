from __future__ import annotations

from typing import Any

import pytest

from flopslint.core.conflict import Conflict, ConflictKind, Operand
from flopslint.core.diagnostic import Diagnostic, Severity
from flopslint.core.errors import CatalogError, SourceError
from flopslint.core.gap import Effect, Gap, GapKind
from flopslint.core.inventory import Suppression
from flopslint.core.span import Site, Span
from flopslint.costs.model_costs import ModelCosts
from flopslint.rules.budget import parse_budget
from flopslint.rules.facts import FileFacts, ModelFacts, SuppressionFacts, TargetFacts
from flopslint.rules.rule import rule, rules
from flopslint.rules.runner import Facts, run_rules
from flopslint.values.events import Alternatives, GapUse, ModelRun
from tests.costs.made_runs import GAP, layer, op, run

HERE = Span("net.py", 3, 0, 3, 9)
ALL = frozenset(rules().names())
CHILD = layer(made_on=5, params={"weight": (10, 10)})
ROOT = layer(params={"scale": (3,)}, child=CHILD)


def facts(model: ModelRun, budgets: dict[str, Any] | None = None, **fields: Any) -> ModelFacts:
    """Facts about a run, with budgets by key."""
    parsed = tuple(parse_budget(key, value) for key, value in (budgets or {}).items())
    return ModelFacts(target="net.py::Net", costs=ModelCosts(model), defined_at=HERE, budgets=parsed, **fields)


def found(*given: Facts) -> list[tuple[str, Severity, int | None]]:
    return [(one.code, one.severity, one.line) for one in run_rules(given, ALL)]


def one_finding(*given: Facts) -> Diagnostic:
    (finding,) = run_rules(given, ALL)
    return finding


@pytest.mark.parametrize(
    ("key", "figure", "code", "line"),
    [
        ("model-params", "102", "FL103", 3), ("model-macs", "29", "FL104", 3), ("model-flops", "59", "FL108", 3),
        ("layer-params", "99", "FL101", 5), ("layer-macs", "19", "FL102", 5), ("layer-flops", "39", "FL107", 5),
        ("layer-share", "66%", "FL105", 5), ("layer-params-share", "97%", "FL105", 5),
    ],
)  # fmt: skip
def test_a_broken_budget_is_an_error_where_it_belongs(key: str, figure: str, code: str, line: int) -> None:
    model = run(ROOT, op(CHILD, 20), op(ROOT, 10))
    assert found(facts(model, {key: figure})) == [(code, Severity.ERROR, line)]
    generous = {"%": "99%"}.get(figure[-1], "103")
    assert found(facts(model, {key: generous})) == []


def test_a_budget_is_kept_at_its_figure() -> None:
    assert found(facts(run(ROOT), {"model-params": 103})) == []


def test_a_warning_from_its_share_on() -> None:
    model = run(ROOT, op(CHILD, 80))
    assert found(facts(model, {"model-macs": {"max": "100", "warn": "80%"}})) == [("FL104", Severity.WARNING, 3)]
    assert found(facts(model, {"model-macs": {"max": "100", "warn": "90"}})) == []
    assert found(facts(model, {"model-macs": {"max": "79", "warn": "50%"}})) == [("FL104", Severity.ERROR, 3)]


def test_values_are_in_the_finding() -> None:
    finding = one_finding(facts(run(ROOT), {"layer-params": "50"}))
    assert (finding.value, finding.budget, finding.layer, finding.model) == (100, 50, "child", "net.py::Net")
    assert finding.message == "layer child (Module) has 100 parameters, over the budget of 50"


def test_a_lower_limit_breaks_a_budget_and_cannot_clear_one() -> None:
    model = run(ROOT, op(CHILD, 60), op(CHILD, gap=GAP))
    assert ("FL104", Severity.ERROR, 3) in found(facts(model, {"model-macs": "50"}))
    undecided = run_rules([facts(model, {"model-macs": "70"})], ALL)
    assert [one.code for one in undecided] == ["FL002", "FL002"]
    assert any("neither breaks nor clears the budget of 70" in one.message for one in undecided)
    assert {one.severity for one in undecided} == {Severity.NOTE}


def test_an_upper_limit_clears_a_budget() -> None:
    event = Alternatives(gap=GAP, sides=((op(CHILD, 10),), (op(CHILD, 20),)))
    assert [code for code, _, _ in found(facts(run(ROOT, event), {"model-macs": "20"}))] == ["FL002"]


def test_incomplete_analysis_names_the_line() -> None:
    uses = (GapUse(gap=GAP, effects=frozenset({Effect.FLOPS, Effect.PARAMS})),)
    finding = one_finding(facts(run(ROOT, gaps=uses)))
    assert (finding.code, finding.line, finding.severity) == ("FL002", 9, Severity.NOTE)
    assert finding.message == "parameters and FLOPs are not exact: torch.magic is not known"
    assert found(facts(run(ROOT, gaps=uses), require_complete=True)) == [("FL002", Severity.ERROR, 9)]


def test_no_input_is_a_note() -> None:
    assert found(facts(run(ROOT, was_run=False))) == [("FL003", Severity.NOTE, 3)]
    assert found(facts(run(ROOT, was_run=False), require_complete=True)) == [("FL003", Severity.ERROR, 3)]


def conflict(kind: ConflictKind, **fields: Any) -> Conflict:
    return Conflict(kind=kind, message="does not fit", span=Span("net.py", 20, 8, 20, 30), **fields)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ConflictKind.SHAPE_MISMATCH, "FL201"), (ConflictKind.INVALID_ARGUMENT, "FL202"),
        (ConflictKind.RAISES, "FL203"),
    ],
)  # fmt: skip
def test_conflicts(kind: ConflictKind, code: str) -> None:
    model = run(ROOT, forward_ended=False, conflicts=(conflict(kind),))
    assert found(facts(model)) == [(code, Severity.ERROR, 20)]


def test_a_conflict_under_a_guessed_input_is_only_a_note() -> None:
    model = run(ROOT, forward_ended=False, conflicts=(conflict(ConflictKind.SHAPE_MISMATCH),))
    assert found(facts(model, input_is_guess=True)) == [("FL003", Severity.NOTE, 3)]


def test_a_mismatch_shows_both_operands_and_what_would_fit() -> None:
    prelude = Site(Span("linear.py", 9, 0, 9, 5), "linear", Site(Span("net.py", 6, 8, 6, 30), "net", None))
    operands = (Operand(name="weight", description="[2, 3]", site=prelude), Operand(name="input", description="[4]"))
    clash = conflict(ConflictKind.SHAPE_MISMATCH, operands=operands, fitting="in_features=4")
    model = run(ROOT, forward_ended=False, conflicts=(clash,))
    finding = one_finding(facts(model, is_prelude=lambda path: path == "linear.py"))
    assert finding.message == "does not fit; in_features=4 would fit"
    assert [(one.message, one.span and one.span.start_line) for one in finding.related] == [
        ("weight [2, 3] made here", 6),
        ("input [4]", None),
    ]


def test_a_layer_built_in_a_library_stands_at_the_users_call() -> None:
    user = Site(Span("net.py", 7, 8, 7, 40), "net", None)
    inner = layer(params={"weight": (10, 10)})
    inner.made_at = Site(Span("library.py", 70, 0, 70, 9), "library", user)
    model = run(layer(inner=inner))
    finding = one_finding(facts(model, {"layer-params": "9"}, is_user_file=lambda path: path == "net.py"))
    assert finding.line == 7
    assert [(one.message, one.span and one.span.path) for one in finding.related] == [("via", "library.py")]


def test_files_targets_and_comments() -> None:
    broken = FileFacts(path="net.py", error=SourceError("not valid Python", HERE))
    assert found(broken, FileFacts(path="good.py")) == [("FL001", Severity.ERROR, 3)]
    assert found(TargetFacts(target="x.py", reason="no such file", named_at=HERE)) == [("FL005", Severity.ERROR, 3)]
    comment = Suppression(codes=("FL101",), span=HERE, line=3, alone=False)
    for is_used, is_past, count in ((True, False, 0), (False, False, 1), (True, True, 1)):
        unused = () if is_used else comment.codes
        given = SuppressionFacts(path="net.py", suppression=comment, is_past=is_past, unused=unused)
        assert len(found(given)) == count


def test_a_bug_of_ours_is_a_finding() -> None:
    gap = Gap(GapKind.INTERNAL, "internal error: KeyError", Span("net.py", 8, 0, 8, 3))
    uses = (GapUse(gap=gap, effects=frozenset({Effect.FLOPS})),)
    assert found(facts(run(ROOT, gaps=uses))) == [("FL009", Severity.ERROR, 8)]


def test_a_rule_that_fails_does_not_hide_the_others() -> None:
    def fail(path: str) -> bool:
        raise ZeroDivisionError(path)

    codes = [
        code for code, _, _ in found(facts(run(ROOT), {"layer-params": "9", "model-params": "9"}, is_user_file=fail))
    ]
    assert codes == ["FL009", "FL103"]


def test_only_selected_rules_run() -> None:
    assert run_rules([facts(run(ROOT), {"model-params": "9"})], frozenset({"FL101"})) == []


def test_every_rule_has_its_page_and_a_name_that_reads_after_allow() -> None:
    codes = [one.code for one in rules()]
    assert codes == sorted(codes)
    assert len({one.name for one in rules()}) == len(codes)
    for one in rules():
        assert one.summary.endswith(".")
        assert not one.name.startswith(("no-", "use-"))


def test_a_page_without_a_heading_is_refused() -> None:
    with pytest.raises(CatalogError, match="Why it matters"):

        @rule(code="FL999", name="nothing", severity=Severity.NOTE, on=None, page="Nothing.\n\n## What it does\n")
        def _check(*_: object) -> Any:
            """Nothing."""
