"""Everything of a meeting in one zip that can be kept and read without this program."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from kpi.documents.drawing import alone
from kpi.documents.open_data import HOW, record
from kpi.documents.report import MADE_UP, plain_report
from kpi.documents.tables import definitions_table, tables
from kpi.documents.zipped import zipped
from kpi.meetings import Pack, Table
from kpi.meetings.pack import to_text
from kpi.wording.table_file import table_file

README = """{title}
{line}

{facts}
{made_up}
Vad som ligger här

  {id}
      .pdf, .docx och .html är samma rapport (i .docx står det inom hakparentes vad som är
      kvar att skriva), .pptx är bilder att visa, .xlsx är talen som Excel.
  tabeller/
      Varje tabell i rapporten som CSV (UTF-8, semikolon, decimalkomma).
      siffror.csv säger för varje tal vilka leveranser det räknades ur.
  diagram/
      Varje diagram som SVG (teckning med text och beskrivning), som webbläsare kan visa.
  definitioner.csv
      Hur varje nyckeltal är bestämt.
  innehall.json
      Allt innehåll som filerna är gjorda av.
  manifest.json
      Vilka filer som hör hit, deras kontrollsummor (SHA-256) och vad de bygger på.
  dcat.jsonld
      Beskrivning av datamängden för Sveriges dataportal (DCAT-AP-SE).

Ett tecken ' först i en cell i CSV hindrar kalkylprogram från att läsa cellen som en formel.

Här finns bara sådant som får vara offentligt: små grupper är dolda redan i talen.

Innan datamängden anmäls till dataportalen

  dcat.jsonld har webbadresser som gäller när filerna ligger uppackade på webben bredvid den.
  Kommunen väljer själv licens, kontaktuppgift, utgivarens webbadress och en länk för det
  geografiska området och lägger till dem. De står inte här eftersom programmet inte vet dem.

Så kontrolleras att en fil är oförändrad

  Räkna filens SHA-256 (Windows: certutil -hashfile FIL SHA256, Linux: sha256sum FIL) och
  jämför med manifest.json.
"""


def archive(pack: Pack, documents: Mapping[str, bytes]) -> bytes:
    """A zip of the documents given, by name, and of all that they were made of."""
    files = {**documents, **dict(_content(pack))}
    files["dcat.jsonld"] = _json(record(pack, files))
    files[HOW] = _readme(pack).encode("utf-8-sig")
    files["manifest.json"] = _json(_manifest(pack, files))
    return zipped(files)


def _content(pack: Pack) -> Iterator[tuple[str, bytes]]:
    for name, table in tables(pack).items():
        yield f"tabeller/{name}.csv", _csv(table)
    for picture in pack.pictures:
        yield f"diagram/{picture.name}.svg", alone(picture).encode()
    yield "definitioner.csv", _csv(definitions_table(pack))
    yield "innehall.json", to_text(pack).encode()


def _csv(table: Table) -> bytes:
    return table_file(table.headings, table.rows)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _readme(pack: Pack) -> str:
    found = plain_report(pack)
    wide = max(len(name) for name, _ in found.facts)
    return README.format(
        title=found.title,
        line="=" * len(found.title),
        facts="\n".join(f"{name.ljust(wide)}  {text}" for name, text in found.facts),
        made_up=f"\n{MADE_UP}\n" if pack.made_up else "",
        id=pack.meeting.id,
    )


def _manifest(pack: Pack, files: Mapping[str, bytes]) -> dict[str, object]:
    """What the files rest on, and each one's hash; the manifest itself is not in it."""
    return {
        "meeting": pack.meeting.id,
        "body": pack.meeting.body,
        "held": pack.meeting.held.isoformat(),
        "dnr": pack.meeting.dnr,
        "made_up": pack.made_up,
        "as_of": pack.as_of,
        "catalogue": pack.catalogue,
        "program": f"Pilotkollen {pack.code}",
        "format": pack.format,
        "files": [
            {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
