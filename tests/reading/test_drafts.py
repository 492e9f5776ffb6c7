"""Many ranges asked about one span: the quick answer is the plain one."""

import random

import pytest

from sayso.reading.drafts import Ranges, touches, within


@pytest.mark.parametrize("seed", range(50))
def test_ranges_answer_as_looking_at_each_would(seed: int) -> None:
    draw = random.Random(seed)

    def ranges(count: int) -> list[tuple[int, int]]:
        starts = (draw.randint(0, 40) for _ in range(count))
        return [(a, a + draw.randint(1, 12)) for a in starts]

    many = ranges(draw.randint(0, 8))
    quick = Ranges(many)
    for span in ranges(60):
        assert quick.hold(span) is within(span, many)
        assert quick.touch(span) is touches(span, many)
        place = span[0]
        ends = [b for a, b in many if a <= place < b]
        assert quick.past(place) == max([place, *ends])
