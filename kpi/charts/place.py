"""Names on a map: each where it covers nothing, or nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field

GAP = 3.0  # px between a mark and its name


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px, from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, half: float) -> "Box":
        return cls(x - half, y - half, x + half, y + half)

    @classmethod
    def of(cls, places: Iterable[tuple[float, float]]) -> "Box":
        """The smallest that holds these places."""
        xs, ys = zip(*places, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def covers(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(slots=True)
class Placer:
    """Finds room for names among what is already `taken`."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def beside(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        room: Box | None = None,
        shut: Iterable[Box] = (),
    ) -> Box | None:
        """Right of a mark, else left, below or above it: inside `room`, or off the `shut`."""
        far, aside = GAP + height / 2, width / 2 - height / 2
        centres = [(x + far + width / 2, y), (x - far - width / 2, y)]
        for below in (y + far + GAP, y - far - GAP):
            centres += [(x, below), (x + aside, below), (x - aside, below)]
        boxes = [_centred(cx, cy, width, height) for cx, cy in centres]
        inside = [box for box in boxes if room is not None and room.holds(box)]
        return self._first([*inside, *_off(boxes, shut)])

    def over(self, x: float, y: float, width: float, height: float, reach: float) -> Box:
        """Right of a mark, else left of it, whatever stands there already.

        reach: px from the mark's middle to where the name may begin.
        """
        aside = reach + GAP + width / 2
        at = x + aside if x + aside + width / 2 <= self.width else x - aside
        box = _centred(at, y, width, height)
        self.taken.append(box)
        return box

    def within(
        self, room: Box, width: float, height: float, shut: Iterable[Box] = ()
    ) -> Box | None:
        """Along an area's upper or lower edge: inside it, else outside it and off the `shut`."""
        left, right = room.left + GAP + width / 2, room.right - GAP - width / 2
        step = GAP + height / 2
        inside = [(x, y) for y in (room.top + step, room.bottom - step) for x in (left, right)]
        outside = [(x, y) for y in (room.top - step, room.bottom + step) for x in (left, right)]
        boxes = [_centred(cx, cy, width, height) for cx, cy in inside]
        others = [_centred(cx, cy, width, height) for cx, cy in outside]
        return self._first([*(box for box in boxes if room.holds(box)), *_off(others, shut)])

    def _first(self, boxes: list[Box]) -> Box | None:
        """The first that is in view and covers nothing; it is then taken."""
        frame = Box(0, 0, self.width, self.height)
        for box in boxes:
            if frame.holds(box) and not any(box.covers(other) for other in self.taken):
                self.taken.append(box)
                return box
        return None


def _off(boxes: list[Box], shut: Iterable[Box]) -> list[Box]:
    closed = list(shut)
    return [box for box in boxes if not any(box.covers(other) for other in closed)]


def _centred(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
