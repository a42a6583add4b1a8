"""The blocks of one nyckeltal's page: nothing from data becomes markup."""

from dashboard.parts import kpi_html

EVIL = '<script>alert("x")</script>'
SAFE = "&lt;script&gt;"


def test_text_from_data_is_never_markup():
    blocks = [
        kpi_html.verdict("improving", [kpi_html.said("<svg/>", EVIL, bold=EVIL)], [EVIL]),
        kpi_html.notice(EVIL),
        kpi_html.axis_line(EVIL, EVIL),
        kpi_html.key([("<svg/>", EVIL)]),
        kpi_html.definitions([(EVIL, EVIL)]),
    ]
    for block in blocks:
        assert SAFE in block
        assert "<script" not in block


def test_a_symbol_is_decoration_and_its_words_are_the_content():
    block = kpi_html.verdict(
        "worsening", [kpi_html.said("<svg/>", "Högt.", bold="Försämring.")], []
    )
    assert 'class="pk-verdict pk-rule-worsening"' in block
    assert 'alt=""' in block
    assert "<b>Försämring.</b> Högt." in block


def test_prices_follow_the_unit_after_a_comma():
    assert "kr/m²<span>, fasta priser</span>" in kpi_html.axis_line("kr/m²", "fasta priser")
    assert "dagar<span></span>" in kpi_html.axis_line("dagar", "")
