"""Files in one zip: every name and byte as given, and nothing of where it was made."""

import io
import zipfile

from kpi.documents.zipped import zipped


def test_the_files_come_back_in_their_order_with_no_day_and_no_system():
    with zipfile.ZipFile(io.BytesIO(zipped({"ö.txt": b"ett", "a.txt": b"tv\xc3\xa5"}))) as found:
        assert [(each.filename, found.read(each)) for each in found.infolist()] == [
            ("ö.txt", b"ett"),
            ("a.txt", b"tv\xc3\xa5"),
        ]
        assert {(each.date_time, each.create_system) for each in found.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 3)
        }
