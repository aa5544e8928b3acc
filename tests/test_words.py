"""Text in both languages: how names stand inside sentences."""

import pytest

from civo.words import Text, capital, joined, level_inside


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("adopts {name}", "adopts the joint plan"),
        ("as a, {name}", "as a, the joint plan"),
        ("all ({name})", "all (the joint plan)"),
        ("{name} is adopted", "The joint plan is adopted"),
        ("Adopted: {name}", "Adopted: The joint plan"),
        ("It is over. {name} holds", "It is over. The joint plan holds"),
    ],
)
def test_an_article_has_a_small_letter_inside_a_sentence_only(template: str, filled: str) -> None:
    assert Text(template, template).filled(name=Text("Plan", "The joint plan")).en == filled


def test_a_proper_name_keeps_its_letter_and_a_name_is_data() -> None:
    assert Text("i {a} och {b}").filled(a="Dendrit", b="De {b} \\1").sv == "i Dendrit och de {b} \\1"
    assert Text("antar {plan}").filled(plan="Den gemensamma planen").sv == "antar den gemensamma planen"
    assert Text("leds av {who}").filled(who="Region Västerbotten").sv == "leds av Region Västerbotten"


def test_only_the_first_of_an_enumeration_keeps_its_article_as_it_is() -> None:
    assert joined([Text("Den ena"), Text("Den andra"), Text("Umeå")]).sv == "Den ena, den andra och Umeå"


def test_levels_and_first_letters() -> None:
    assert level_inside(Text("Regional nivå", "Regional level")) == Text("regional nivå", "the regional level")
    assert level_inside(Text("Bynivån", "The villages' level")) == Text("bynivån", "the villages' level")
    assert capital(Text("kommunerna", "the municipalities")) == Text("Kommunerna", "The municipalities")
