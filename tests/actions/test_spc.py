"""`kpi spc` on files as people save them."""

from datetime import date

import pytest

from kpi.actions.spc import POINTS, SUMMARY, spc_from_csv
from kpi.errors import InputError
from kpi.periods import shift

ALTERNATING = [4, 6] * 7  # centre 5, limits -0.32 and 10.32


@pytest.fixture
def chart(tmp_path):
    """Write SERIES, and SETTINGS when given, and chart them."""

    def charted(series, settings=None):
        path = tmp_path / "series.csv"
        path.write_bytes(series if isinstance(series, bytes) else series.encode())
        if settings is None:
            return spc_from_csv(path)
        (tmp_path / "settings.csv").write_text(settings, encoding="utf-8")
        return spc_from_csv(path, tmp_path / "settings.csv")

    return charted


@pytest.fixture
def mistakes(chart):
    def found(series, settings=None):
        with pytest.raises(InputError) as caught:
            chart(series, settings)
        return str(caught.value).splitlines()

    return found


def column(values, name="A", first=date(2022, 1, 1)):
    """The rows of one series, a month each."""
    rows = [f"{name},{shift(first, at):%Y-%m},{value}" for at, value in enumerate(values)]
    return "\n".join(rows) + "\n"


def values_file(*columns):
    return "series,month,value\n" + "".join(columns)


def test_a_file_of_values_becomes_points_and_a_summary(chart):
    points, summary = chart(
        values_file(column([*ALTERNATING, 11])), "better,baseline_points\nhigher,14\n"
    )
    assert points.columns == POINTS
    assert summary.columns == SUMMARY
    assert points.height == 15
    latest = points.row(-1, named=True)
    assert (latest["month"], latest["phase"]) == (date(2023, 3, 1), 1)
    assert (latest["signal"], latest["side"]) == ("outside", "high")
    said = summary.row(0, named=True)
    assert (said["series"], said["n"], said["status"]) == ("A", 15, "ok")
    assert (said["variation"], said["assurance"]) == ("improving", "none")


def test_a_ratio_is_computed_and_a_denominator_of_zero_is_a_missing_value(chart):
    points, _ = chart(
        "series,month,numerator,denominator\n"
        "A,2024-01,10,4\nA,2024-02,10,0\nA,2024-03,0,0\nA,2024-04,,4\nA,2024-05,9,\nA,2024-06,0,5\n"
    )
    assert points["value"].to_list() == [2.5, None, None, None, None, 0]


def test_a_value_column_goes_before_the_parts_of_a_ratio(chart):
    points, _ = chart("series,month,value,numerator,denominator\nA,2024-01,7,x,0\n")
    assert points["value"].to_list() == [7]


def test_holes_become_months_and_days_become_months(chart):
    points, _ = chart(values_file("A,2024-04-30,3\nA,2024-01,1\n", "A,2024-02-01,\n"))
    assert points["month"].to_list() == [date(2024, month, 1) for month in (1, 2, 3, 4)]
    assert points["value"].to_list() == [1, None, None, 3]


def test_series_of_quarters_have_neighbours(chart):
    quarters = "".join(
        f"Q,{shift(date(2020, 1, 1), 3 * at):%Y-%m},{value}\n"
        for at, value in enumerate(ALTERNATING)
    )
    points, summary = chart(values_file(column(ALTERNATING), quarters))
    assert points.height == 28
    assert summary["upper"].to_list() == pytest.approx([10.32, 10.32])


def test_a_spreadsheets_file_is_read_as_it_is(chart):
    text = '\ufeffSeries , MONTH,Value,,\r\n" Skola, norr ",2024-01, 1.5 ,,\r\n,,,,\r\n'
    points, _ = chart(text.encode())
    assert points.row(0)[:4] == ("Skola, norr", date(2024, 1, 1), 1, 1.5)


@pytest.mark.parametrize(
    ("written", "number"), [("-1.5", -1.5), ("+2", 2), (".5", 0.5), ("3.", 3), ("1e3", 1000)]
)
def test_numbers_as_programs_write_them(chart, written, number):
    points, _ = chart(values_file(column([written])))
    assert points["value"].to_list() == [number]


def test_settings_change_the_chart(chart):
    series = values_file(column([*ALTERNATING, 7, 7], "A"), column([*ALTERNATING, 7, 7], "B"))
    _, summary = chart(
        series,
        "series,chart,better,target,baseline_points,phase_starts,two_of_three,screen\n"
        "A,XMR,Lower,11,14,,strict,TRUE\n",
    )
    a, b = summary.rows(named=True)
    assert (a["centre"], a["upper"]) == (5, pytest.approx(10.32))
    assert (a["variation"], a["assurance"]) == ("common", "meets")
    assert (b["centre"], b["assurance"]) == (5.25, "none")


def test_one_row_without_a_name_is_for_every_series(chart):
    _, summary = chart(
        values_file(column(ALTERNATING, "A"), column(ALTERNATING, "B")),
        "better,target\nhigher,90\n",
    )
    assert summary["assurance"].to_list() == ["misses", "misses"]


def test_settings_without_rows_change_nothing(chart):
    series = values_file(column(ALTERNATING))
    for one, other in zip(chart(series), chart(series, "series,better\n"), strict=True):
        assert one.equals(other)


def test_screening_can_be_turned_off(chart):
    series = values_file(column([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 21]))
    for screen, spread in {"true": 1, "false": 31 / 12}.items():
        _, summary = chart(series, f"series,screen\nA,{screen}\n")
        assert (summary["upper"] - summary["centre"]).item() == pytest.approx(2.66 * spread)


def test_the_strict_variant_leaves_outside_points_out_of_two_of_three(chart):
    series = values_file(column([*ALTERNATING, 4, 11, 6, 9, 4]))
    for variant, signal in {"nhs2023": "two_of_three", "strict": "none"}.items():
        points, _ = chart(series, f"series,baseline_points,two_of_three\nA,14,{variant}\n")
        assert points["signal"].to_list()[-2] == signal


@pytest.mark.parametrize(
    ("starts", "phases"),
    [
        ("", [1, 1, 1, 1, 1, 1]),
        ("2022-03", [1, 1, 2, 2, 2, 2]),
        ("2022-03-15", [1, 1, 2, 2, 2, 2]),
        ("2022-06; 2022-03;", [1, 1, 2, 2, 2, 3]),
        ("2022-03;2022-03", [1, 1, 2, 2, 2, 2]),
        ("2022-01", [1, 1, 1, 1, 1, 1]),
        ("2020-01;2021-01;2022-02", [1, 2, 2, 2, 2, 2]),
        ("2023-01", [1, 1, 1, 1, 1, 1]),
    ],
)
def test_a_phase_starts_on_the_first_row_on_or_after_its_month(chart, starts, phases):
    points, _ = chart(values_file(column("123456")), f"series,phase_starts\nA,{starts}\n")
    assert points["phase"].to_list() == phases


def test_a_phase_may_start_between_two_quarters(chart):
    rows = "A,2022-01,1\nA,2022-04,2\nA,2022-07,3\nA,2022-10,4\n"
    points, _ = chart(values_file(rows), "series,phase_starts\nA,2022-05;2022-06\n")
    assert points["phase"].to_list() == [1, 1, 2, 2]


def test_the_baseline_is_the_first_values_of_each_phase(chart):
    values = ["", *ALTERNATING, 90, 90, *[value + 10 for value in ALTERNATING], 90]
    series = values_file(column(values), column(values, "B"))
    points, _ = chart(series, "series,baseline_points,phase_starts\nA,14,2023-06\n")
    centres = points.filter(series="A")["centre"].to_list()
    assert centres == 17 * [5] + 15 * [15]


def test_every_mistake_is_told_with_its_row(mistakes):
    assert mistakes(
        "series,month,value\n"
        "A,2024-01,4,5\n"
        "A,2024-13,6\n"
        "\n"
        ",2024-03,1O2\n"
        'A,2024-05,"5,1"\n'
        "A,2024-05,5.5\n"
        "A\n"
        "A,,nan\n"
        "B,0204-01,1e400\n",
        "series,better,x\nC,up,1\n",
    ) == [
        "series.csv, rad 2, raden har 4 celler men rubrikraden 3"
        " (decimaltecknet skrivs som punkt).",
        "series.csv, rad 3, kolumnen month: ”2024-13” är inte en månad"
        " (skriv till exempel 2024-01).",
        "series.csv, rad 5, kolumnen series: cellen är tom.",
        "series.csv, rad 5, kolumnen value: ”1O2” är inte ett tal"
        " (decimaltecknet skrivs som punkt).",
        "series.csv, rad 6, kolumnen value: ”5,1” är inte ett tal"
        " (decimaltecknet skrivs som punkt).",
        "series.csv, rad 7, ”A” har redan månaden 2024-05 på rad 6.",
        "series.csv, rad 8, raden har 1 celler men rubrikraden 3"
        " (decimaltecknet skrivs som punkt).",
        "series.csv, rad 9, kolumnen month: cellen är tom.",
        "series.csv, rad 9, kolumnen value: ”nan” är inte ett tal"
        " (decimaltecknet skrivs som punkt).",
        "series.csv, rad 10, kolumnen month: ”0204-01” är inte en månad"
        " (skriv till exempel 2024-01).",
        "series.csv, rad 10, kolumnen value: ”1e400” är inte ett tal"
        " (decimaltecknet skrivs som punkt).",
        "settings.csv: kolumnen x är okänd. Tillåtna kolumner: series, chart, better,"
        " two_of_three, screen, target, baseline_points, phase_starts.",
        "settings.csv, rad 2, kolumnen better: ”up” är okänt."
        " Tillåtna värden: neither, higher, lower.",
        "settings.csv, rad 2, kolumnen series: ”C” finns inte bland serierna.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("month,value\n2024-01,1\n", ["kolumnen series saknas."]),
        (
            "series,month,numerator\nA,2024-01,1\n",
            ["kolumnen denominator saknas (eller kolumnen value)."],
        ),
        ("series,month,value\n", ["filen har inga rader under rubrikraden."]),
        (
            ",,\n,,\n",
            [
                "filen har inga rader under rubrikraden.",
                "kolumnen denominator saknas (eller kolumnen value).",
                "kolumnen month saknas.",
                "kolumnen numerator saknas (eller kolumnen value).",
                "kolumnen series saknas.",
            ],
        ),
        (
            "series,month,value,value\nA,2024-01,1,2\n",
            ["kolumnen value finns flera gånger."],
        ),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_so(mistakes, text, expected):
    assert mistakes(text) == [f"series.csv: {sentence}" for sentence in expected]


def test_semicolons_are_named(mistakes):
    assert "series.csv: kolumnerna ska skiljas åt med kommatecken, inte semikolon." in mistakes(
        "series;month;value\nA;2024-01;1\n"
    )


@pytest.mark.parametrize(
    ("column_name", "found", "sentence"),
    [
        (
            "chart",
            "pie",
            "är okänt. Tillåtna värden: xmr, iprime, p, pprime, u, uprime, run.",
        ),
        (
            "chart",
            "iprime",
            "behöver kolumnerna numerator och denominator i stället för value.",
        ),
        ("two_of_three", "nhs", "är okänt. Tillåtna värden: nhs2023, strict."),
        ("screen", "ja", "är okänt. Tillåtna värden: true, false."),
        ("target", "1x", "är inte ett tal (decimaltecknet skrivs som punkt)."),
        ("baseline_points", "0", "är inte ett heltal från 1 och uppåt."),
        ("baseline_points", "2.5", "är inte ett heltal från 1 och uppåt."),
    ],
)
def test_a_setting_nobody_knows_is_told_with_what_is_allowed(
    mistakes, column_name, found, sentence
):
    assert mistakes(values_file(column("1234")), f"series,{column_name}\nA,{found}\n") == [
        f"settings.csv, rad 2, kolumnen {column_name}: ”{found}” {sentence}"
    ]


def test_only_the_unreadable_phase_start_is_named(mistakes):
    assert mistakes(values_file(column("1234")), "series,phase_starts\nA,2022-02;mars\n") == [
        "settings.csv, rad 2, kolumnen phase_starts: ”mars” är inte en månad"
        " (skriv till exempel 2024-01)."
    ]


def test_settings_must_name_each_series_once(mistakes):
    assert mistakes(values_file(column("1234")), "series,better\nA,lower\n,lower\nA,higher\n") == [
        "settings.csv, rad 3, kolumnen series: cellen är tom.",
        "settings.csv, rad 4, kolumnen series: ”A” har redan en rad.",
    ]
    assert mistakes(values_file(column("1234")), "better\nlower\nhigher\n") == [
        "settings.csv: kolumnen series saknas, och filen har mer än en rad."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "är tom."),
        (b"\n \n", "är tom."),
        (b"\x89PNG\r\n\x1a\n\xff", "är inte en textfil i UTF-8."),
        (b"series,month,value\nA,2024-01,\0\n", "är inte en textfil."),
        (b'series,month,value\n"A,2024-01,1\n', "är inte CSV: citattecknen går inte ihop."),
        ("series,month,value\nÅsa,2024-01,1\n".encode("latin-1"), "är inte en textfil i UTF-8."),
    ],
)
def test_what_is_no_csv_is_told_in_one_sentence(mistakes, tmp_path, content, sentence):
    assert mistakes(content) == [f"{tmp_path / 'series.csv'} {sentence}"]


PARTS = "series,month,numerator,denominator\n"


def parts_file(pairs, name="A"):
    """numerator/denominator of month after month."""
    rows = [f"{name},2022-{at:02},{n},{d}" for at, (n, d) in enumerate(pairs, start=1)]
    return PARTS + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("kind", "pair", "sentence"),
    [
        ("iprime", (1, -4), "går inte: en nämnare är negativ."),
        ("P", (5, 4), "går inte: en andel är större än 1."),
        ("u", (-1, 4), "går inte: ett värde är negativt."),
    ],
)
@pytest.mark.parametrize("who", ["A", None])
def test_a_chart_that_the_values_cannot_be_drawn_as(mistakes, kind, pair, sentence, who):
    series = parts_file([(1, 4), (2, 4), pair])
    settings = f"series,chart\nA,{kind}\n" if who else f"chart\n{kind}\n"
    assert mistakes(series, settings) == [
        f"settings.csv, rad 2, kolumnen chart: ”{kind}” {sentence}"
    ]


@pytest.mark.parametrize("kind", ["iprime", "p", "pprime", "u", "uprime"])
def test_a_chart_by_volume_follows_each_months_own(chart, kind):
    series = parts_file([(1, 4), (2, 8), (1, 4), (40, 80), (2, 4), (3, 4)])
    points, _ = chart(series, f"series,chart\nA,{kind}\n")
    small, large = (points["upper"][at] - points["centre"][at] for at in (1, 3))
    assert large < small
