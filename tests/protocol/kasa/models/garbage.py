"""Objects as a broken or hostile device could send them."""

from typing import Any

from hypothesis import strategies as st

_JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 0, 1, 2, 3, 6, 2**60, 2**1100])
    | st.floats()
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def objects(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return objects with some of the members that a reader looks for, and whatever in them."""
    return st.dictionaries(st.sampled_from(names) | st.text(max_size=3), _JUNK, max_size=8)
