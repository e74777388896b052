"""The whole flow."""

import time

import pytest

LINES = {
    "article": "Fighters launched an assault once morest the prison. The country said that his plans, “in high places”, were goalsand. ",
    "one sentence": "the country of the fighters said that she launched an assault once morest the prison and ",
    "source": "le président de la République et les autres ",
    "quotations": "“ ",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_cost_grows_with_the_text(line, check):
    def cost(size):
        start = time.process_time()
        check(line * (size // len(line)))
        return time.process_time() - start

    cost(1000)
    small, large = cost(15_000), cost(120_000)
    assert large < 20 * small + 0.2, "eight times the text may cost no sixty-four times as much"
