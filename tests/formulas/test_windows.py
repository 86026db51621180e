"""Sizes of convolutions and pools against counting the windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flopslint.formulas import convolution, pooling

FIGURES = st.tuples(st.integers(1, 30), st.integers(1, 5), st.integers(1, 4), st.integers(0, 2), st.integers(1, 3))


@given(FIGURES)
def test_windows_fit_into_the_padded_input(figures: tuple[int, int, int, int, int]) -> None:
    size, kernel, stride, padding, dilation = figures
    reach = convolution.window_reach(kernel, dilation)
    starts = [start for start in range(0, size + 2 * padding, stride) if start + reach <= size + 2 * padding]
    counted = convolution.output_size(size, kernel, stride, 2 * padding, dilation)
    assert max(counted, 0) == len(starts)
    assert counted == pooling.output_size(size, kernel, stride, padding, dilation)


@given(FIGURES)
def test_ceiling_adds_at_most_one_window_and_none_past_the_input(figures: tuple[int, int, int, int, int]) -> None:
    size, kernel, stride, padding, dilation = figures
    floor = pooling.output_size(size, kernel, stride, padding, dilation)
    ceiling = pooling.output_size(size, kernel, stride, padding, dilation, ceiling=True)
    if floor >= 1 and padding <= kernel // 2:  # more is refused before sizes are asked for
        assert (ceiling - 1) * stride < size + padding
        assert ceiling in {floor - 1, floor, floor + 1}


@given(FIGURES)
def test_a_transposed_convolution_goes_back(figures: tuple[int, int, int, int, int]) -> None:
    size, kernel, stride, padding, dilation = figures
    bigger = convolution.transposed_output_size(size, kernel, stride, padding, 0, dilation)
    assert convolution.output_size(bigger, kernel, stride, 2 * padding, dilation) == size


def test_same_padding_keeps_the_size() -> None:
    padding = convolution.same_padding(4, 3)
    assert convolution.output_size(17, 4, 1, padding, 3) == 17


@given(st.integers(1, 30), st.integers(1, 30))
def test_adaptive_windows_cover_the_input(size: int, count: int) -> None:
    assert pooling.adaptive_windows(size, count) >= size
