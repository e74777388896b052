"""What the checks may know of a document."""

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.context import Context
from mtcheck.core.model import Document


@given(st.text('ab \n“«„”»"', max_size=40), st.data())
def test_in_quotation_by_what_stands_before_in_the_paragraph(text, draw):
    offset = draw.draw(st.integers(0, len(text)))
    context = Context(Document("a.txt", text))
    before = text[max((one.start for one in context.paragraphs if one.start <= offset), default=0) : offset]
    opened = max(map(before.rfind, "“«„")) > max(map(before.rfind, "”»"))
    assert context.in_quotation(offset) == (opened or before.count('"') % 2 == 1)
