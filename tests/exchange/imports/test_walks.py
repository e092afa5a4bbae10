"""Walks of other programs: in any language of Garmin Connect, and once where two devices recorded one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.imports.test_apple_health import export
from tests.exchange.imports.test_other_programs import read, sets
from tracker.core.errors import FileError

GARMIN = {
    "German": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF|Gehen|Laufen",
    "German, hike": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz|Wandern|Radfahren",
    "French": "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée,Fréquence cardiaque moyenne"
    "|Marche à pied|Course à pied",
    "French, other apostrophe": "Type d’activité,Date,Favori,Titre,Distance,Calories,Durée,FC|Randonnée|Cyclisme",
    "Spanish": "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo,FC media|Caminata|Carrera",
    "Italian": "Tipo di attività,Data,Preferita,Titolo,Distanza,Calorie,Tempo,FC Media|Camminata|Corsa",
    "Portuguese": "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo,FC Média|Caminhada|Corrida",
    "Portuguese, total": "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo total,FC|Caminhada|Corrida",
    "Dutch": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Gem. HS|Wandelen|Hardlopen",
    "Polish": "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Suma kalorii,Czas,Średnie tętno|Chodzenie|Bieganie",
}
SWEDISH = "Aktivitetstyp,Datum,Favorit,Titel,Distans,Kalorier,Tid,Medelpuls"
WORKOUT = (
    ' <Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="{minutes}" durationUnit="min" '
    'sourceName="{source}" startDate="{at}:00 +0200" endDate="2026-04-09 00:01:30 +0200"/>\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("language", GARMIN)
def test_walks_of_garmin_are_read_in_any_of_its_languages(tmp_path: Path, language: str, encoding: str) -> None:
    header, walk, other = GARMIN[language].split("|")
    rows = f'{walk},2026-04-08 17:15:00,false,"Abends, kurz","2,51",150,00:31:30,101\n'
    rows += f"{other},2026-04-07 17:15:00,false,x,5.0,300,00:28:00,150\n"
    data = read(tmp_path, f"{header}\n{rows}".encode(encoding), "Activities.csv")
    assert data.source == "an export of Garmin Connect"
    assert sets(data) == [("Walk", "2026-04-08", 0, 1890, 0)]
    assert data.left_out == ("activities that are no walks (1: line 3)",)


@pytest.mark.parametrize(
    ("header", "name"),
    [(SWEDISH, "Activities.csv"), (SWEDISH, "activities (1).csv"), (f"{SWEDISH},Training Stress Score®", "mina.csv")],
)
def test_a_table_of_garmin_in_another_language_is_refused_by_name(tmp_path: Path, header: str, name: str) -> None:
    with pytest.raises(FileError) as raised:
        read(tmp_path, f"{header}\nPromenad,2026-04-08 17:15:00,false,x,2.5,150,00:31:30,101,1\n", name)
    assert "a language that is not known here (columns seen: Aktivitetstyp, Datum," in str(raised.value)
    assert "to English, German, French, Spanish, Italian, Portuguese, Dutch or Polish" in str(raised.value)


def test_a_table_of_pain_may_be_called_activities(tmp_path: Path) -> None:
    data = read(tmp_path, "date,pain\n2026-04-08,3\n", "activities.csv")
    assert [checkin.pain for checkin in data.checkins] == [3]


def health(*walks: tuple[str, int]) -> str:
    """An export of Apple Health with walks that begin then and take so many minutes."""
    devices = ("Watch", "iPhone", "Strava")
    return export(
        *(WORKOUT.format(at=at, minutes=minutes, source=devices[at_number % 3])
          for at_number, (at, minutes) in enumerate(walks))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("walks", "minutes", "twice"),
    [
        ([("2026-04-08 17:15", 31), ("2026-04-08 17:16", 29)], [31], "1: line 9"),
        ([("2026-04-08 17:16", 29), ("2026-04-08 17:15", 31)], [31], "1: line 8"),
        ([("2026-04-08 17:15", 31), ("2026-04-08 17:15", 31)], [31], "1: line 9"),
        ([("2026-04-08 17:00", 60), ("2026-04-08 17:01", 20), ("2026-04-08 17:30", 20)], [60], "2: lines 9 and 10"),
        ([("2026-04-08 17:00", 20), ("2026-04-08 17:20", 20)], [20, 20], ""),
        ([("2026-04-08 07:00", 20), ("2026-04-08 17:20", 30), ("2026-04-08 17:40", 20)], [20, 30], "1: line 10"),
        ([("2026-04-08 17:00", 20), ("2026-04-09 17:00", 20)], [20, 20], ""),
        ([("2026-04-08 23:59", 40), ("2026-04-09 00:01", 30)], [40], "1: line 9"),
    ],
    ids=["watch first", "phone first", "the same", "two within one", "one after the other", "morning and evening",
         "two days", "over midnight"],
)  # fmt: skip
def test_a_walk_that_two_devices_recorded_is_one_the_longer(
    tmp_path: Path, walks: list[tuple[str, int]], minutes: list[int], twice: str
) -> None:
    data = read(tmp_path, health(*walks), "export.xml")
    assert sorted(walk.seconds / 60 for walk in data.sets) == sorted(minutes)
    said = f"walks that overlap a longer one, which two devices may have recorded ({twice})"
    assert data.left_out == ((said,) if twice else ())


def test_walks_of_a_table_of_which_no_time_is_known_are_all_kept(tmp_path: Path) -> None:
    header = "Activity Type,Date,Favorite,Title,Distance,Calories,Time\n"
    rows = "Walking,2026-04-08{},false,x,2.5,150,00:31:30\nWalking,2026-04-08{},false,x,2.5,150,00:30:30\n"
    assert len(read(tmp_path, header + rows.format("", "")).sets) == 2
    assert len(read(tmp_path, header + rows.format(" 17:15:00", " 17:16:00")).sets) == 1
