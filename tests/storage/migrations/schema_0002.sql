CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE exercises (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE CONSTRAINT "a text may have at most 2000 characters" CHECK (length(id) <= 2000),
        unit TEXT NOT NULL CONSTRAINT "an exercise must be in reps or in minutes" CHECK (unit IN ('reps', 'minutes')),
        definition TEXT
            CONSTRAINT "an exercise of your own must have a name, a kind, a start and a ceiling in one unit" CHECK (
                definition IS NULL OR CASE WHEN json_valid(definition) THEN
                    json_type(definition, '$.name') = 'text'
                    AND length(json_extract(definition, '$.name')) BETWEEN 1 AND 2000
                    AND json_extract(definition, '$.kind') IN ('strength', 'mobility', 'stretch', 'cardio')
                    AND json_type(definition, '$.start.reps') = 'array' AND json_array_length(definition, '$.start.reps') <= 50 AND json_type(definition, '$.start.hold_s') IN ('integer', 'real') AND json_extract(definition, '$.start.hold_s') BETWEEN 0 AND 3600 AND json_type(definition, '$.start.load_kg') IN ('integer', 'real') AND json_extract(definition, '$.start.load_kg') BETWEEN 0 AND 500 AND json_type(definition, '$.start.minutes') IN ('integer', 'real') AND json_extract(definition, '$.start.minutes') BETWEEN 0 AND 1440 AND (json_array_length(definition, '$.start.reps') > 0) = (unit = 'reps') AND CASE unit WHEN 'reps' THEN json_extract(definition, '$.start.minutes') = 0 ELSE json_extract(definition, '$.start.minutes') >= 1 END
                    AND json_type(definition, '$.ceiling.reps') = 'array' AND json_array_length(definition, '$.ceiling.reps') <= 50 AND json_type(definition, '$.ceiling.hold_s') IN ('integer', 'real') AND json_extract(definition, '$.ceiling.hold_s') BETWEEN 0 AND 3600 AND json_type(definition, '$.ceiling.load_kg') IN ('integer', 'real') AND json_extract(definition, '$.ceiling.load_kg') BETWEEN 0 AND 500 AND json_type(definition, '$.ceiling.minutes') IN ('integer', 'real') AND json_extract(definition, '$.ceiling.minutes') BETWEEN 0 AND 1440 AND (json_array_length(definition, '$.ceiling.reps') > 0) = (unit = 'reps') AND CASE unit WHEN 'reps' THEN json_extract(definition, '$.ceiling.minutes') = 0 ELSE json_extract(definition, '$.ceiling.minutes') >= 1 END
                ELSE 0 END IS TRUE),
        archived INTEGER NOT NULL DEFAULT 0 CONSTRAINT "archived must be yes or no" CHECK (archived IN (0, 1)),
        UNIQUE (id, unit),
        CONSTRAINT "the id of an exercise of your own must start with my-"
            CHECK ((id GLOB 'my-?*') = (definition IS NOT NULL)),
        CONSTRAINT "only an exercise of your own can be archived" CHECK (definition IS NOT NULL OR archived = 0)
    ) STRICT;
CREATE TRIGGER exercises_start_reps_INSERT BEFORE INSERT ON exercises
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.definition, '$.start.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TRIGGER exercises_start_reps_UPDATE BEFORE UPDATE ON exercises
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.definition, '$.start.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TRIGGER exercises_ceiling_reps_INSERT BEFORE INSERT ON exercises
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.definition, '$.ceiling.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TRIGGER exercises_ceiling_reps_UPDATE BEFORE UPDATE ON exercises
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.definition, '$.ceiling.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TABLE prescriptions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        exercise TEXT NOT NULL REFERENCES exercises (id),
        unit TEXT,
        start TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(start, '+0 days') IS start AND start >= '0001-01-01'),
        dose TEXT,
        days INTEGER NOT NULL CONSTRAINT "weekdays must be from 0 to 127" CHECK (days BETWEEN 0 AND 127),
        position INTEGER,
        locked INTEGER NOT NULL DEFAULT 0 CONSTRAINT "locked must be yes or no" CHECK (locked IN (0, 1)),
        removed INTEGER NOT NULL DEFAULT 0 CONSTRAINT "removed must be yes or no" CHECK (removed IN (0, 1)),
        why TEXT NOT NULL CONSTRAINT "the reason of a change of plan must be a known one"
            CHECK (why IN ('start', 'increase', 'step_back', 'manual', 'clinician')),
        CONSTRAINT "a dose must be repetitions or minutes, as its exercise is, with seconds, kilograms and minutes within reason" CHECK (dose IS NULL OR CASE WHEN json_valid(dose) THEN json_type(dose, '$.reps') = 'array' AND json_array_length(dose, '$.reps') <= 50 AND json_type(dose, '$.hold_s') IN ('integer', 'real') AND json_extract(dose, '$.hold_s') BETWEEN 0 AND 3600 AND json_type(dose, '$.load_kg') IN ('integer', 'real') AND json_extract(dose, '$.load_kg') BETWEEN 0 AND 500 AND json_type(dose, '$.minutes') IN ('integer', 'real') AND json_extract(dose, '$.minutes') BETWEEN 0 AND 1440 AND (json_array_length(dose, '$.reps') > 0) = (unit = 'reps') AND CASE unit WHEN 'reps' THEN json_extract(dose, '$.minutes') = 0 ELSE json_extract(dose, '$.minutes') >= 1 END ELSE 0 END IS TRUE),
        CONSTRAINT "what is planned must have a dose"
            CHECK ((removed OR dose IS NOT NULL) AND (dose IS NULL) = (unit IS NULL)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT;
CREATE INDEX prescriptions_by_exercise ON prescriptions (exercise, start);
CREATE TRIGGER prescriptions_reps_INSERT BEFORE INSERT ON prescriptions
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.dose, '$.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TRIGGER prescriptions_reps_UPDATE BEFORE UPDATE ON prescriptions
            WHEN EXISTS (SELECT 1 FROM json_each(NEW.dose, '$.reps')
                         WHERE type <> 'integer' OR value NOT BETWEEN 1 AND 999)
            BEGIN SELECT RAISE(ABORT, 'repetitions must be whole numbers from 1 to 999'); END;
CREATE TABLE sets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        exercise TEXT NOT NULL,
        unit TEXT NOT NULL,
        reps INTEGER NOT NULL,
        minutes REAL NOT NULL,
        hold_s REAL NOT NULL CONSTRAINT "seconds held must be from 0 to 3600" CHECK (hold_s BETWEEN 0 AND 3600),
        load_kg REAL NOT NULL CONSTRAINT "kilograms must be from 0 to 500" CHECK (load_kg BETWEEN 0 AND 500),
        pain INTEGER CONSTRAINT "pain must be from 0 to 10" CHECK (pain BETWEEN 0 AND 10),
        leg INTEGER NOT NULL CONSTRAINT "leg must be yes or no" CHECK (leg IN (0, 1)),
        form_broke INTEGER NOT NULL CONSTRAINT "form_broke must be yes or no" CHECK (form_broke IN (0, 1)),
        note TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(note) <= 2000),
        at TEXT CONSTRAINT "an instant must be a real one, written like 2026-01-05T06:41:10Z"
            CHECK (at IS NULL OR (at GLOB '??????????T*' AND date(substr(at, 1, 10), '+0 days') IS substr(at, 1, 10) AND time(at) IS NOT NULL)),
        CONSTRAINT "a set must have from 1 to 999 repetitions, or minutes up to 1440" CHECK (
            (unit = 'reps' AND reps BETWEEN 1 AND 999 AND minutes = 0)
            OR (unit = 'minutes' AND reps = 0 AND minutes > 0 AND minutes <= 1440)),
        FOREIGN KEY (exercise, unit) REFERENCES exercises (id, unit)
    ) STRICT;
CREATE INDEX sets_by_exercise ON sets (exercise, date);
CREATE INDEX sets_by_date ON sets (date, exercise, reps, minutes, hold_s, pain);
CREATE TABLE session_notes (
        date TEXT PRIMARY KEY NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        note TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(note) <= 2000)
    ) STRICT;
CREATE TABLE checkins (
        date TEXT PRIMARY KEY NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        pain INTEGER NOT NULL CONSTRAINT "pain must be from 0 to 10" CHECK (pain BETWEEN 0 AND 10),
        flare INTEGER NOT NULL CONSTRAINT "flare must be yes or no" CHECK (flare IN (0, 1)),
        leg INTEGER NOT NULL CONSTRAINT "leg must be yes or no" CHECK (leg IN (0, 1)),
        note TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(note) <= 2000)
    ) STRICT;
CREATE TABLE skips (
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        exercise TEXT NOT NULL REFERENCES exercises (id),
        reason TEXT NOT NULL CONSTRAINT "the reason of a skip must be pain, time, equipment or other"
            CHECK (reason IN ('pain', 'time', 'equipment', 'other')),
        note TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(note) <= 2000),
        PRIMARY KEY (date, exercise)
    ) STRICT;
CREATE TABLE declined (
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        exercise TEXT NOT NULL REFERENCES exercises (id),
        PRIMARY KEY (date, exercise)
    ) STRICT;
CREATE TABLE pauses (
        start TEXT PRIMARY KEY NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(start, '+0 days') IS start AND start >= '0001-01-01'),
        "end" TEXT CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date("end", '+0 days') IS "end" AND "end" >= '0001-01-01'),
        reason TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(reason) <= 2000),
        CONSTRAINT "a pause must not end before it starts" CHECK ("end" >= start)
    ) STRICT;
CREATE TABLE settings (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT "a setting must be a known one with a value it may have"
               CHECK (CASE WHEN json_valid(value) THEN CASE name WHEN 'pain_free_limit' THEN json_type(value) = 'integer' AND json_extract(value, '$') BETWEEN 0 AND 5 WHEN 'weeks_required' THEN json_type(value) = 'integer' AND json_extract(value, '$') BETWEEN 2 AND 6 WHEN 'adherence_required' THEN json_type(value) IN ('integer', 'real') AND json_extract(value, '$') BETWEEN 0.5 AND 1 WHEN 'mornings_required' THEN json_type(value) IN ('integer', 'real') AND json_extract(value, '$') BETWEEN 0.5 AND 1 WHEN 'max_increases_per_week' THEN json_type(value) = 'integer' AND json_extract(value, '$') BETWEEN 1 AND 4 WHEN 'amber_from' THEN json_type(value) = 'integer' AND json_extract(value, '$') BETWEEN 1 AND 7 WHEN 'red_from' THEN json_type(value) = 'integer' AND json_extract(value, '$') BETWEEN 4 AND 8 WHEN 'raise_doses' THEN json_type(value) IN ('true', 'false') WHEN 'day_start' THEN json_extract(value, '$') GLOB '[01][0-9]:[0-5][0-9]' OR json_extract(value, '$') GLOB '2[0-3]:[0-5][0-9]' ELSE 0 END ELSE 0 END IS TRUE)
    ) STRICT;
CREATE TABLE answers (
        question TEXT PRIMARY KEY NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(question) <= 2000),
        answer TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(answer) <= 2000),
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01')
    ) STRICT;
CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
CREATE TABLE change_rows (
        id INTEGER PRIMARY KEY,
        change INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
        tbl TEXT NOT NULL,
        key TEXT NOT NULL,
        image TEXT
    ) STRICT;
CREATE INDEX change_rows_by_change ON change_rows (change);
CREATE TABLE recording (change INTEGER NOT NULL REFERENCES changes (id)) STRICT;
CREATE TRIGGER journal_exercises_insert AFTER INSERT ON exercises  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercises', json_array(NEW."number"), NULL FROM recording; END;
CREATE TRIGGER journal_exercises_update AFTER UPDATE ON exercises WHEN (OLD."number", OLD."id", OLD."unit", OLD."definition", OLD."archived") IS NOT (NEW."number", NEW."id", NEW."unit", NEW."definition", NEW."archived") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercises', json_array(NEW."number"), json_object('number', OLD."number", 'id', OLD."id", 'unit', OLD."unit", 'definition', OLD."definition", 'archived', OLD."archived") FROM recording; END;
CREATE TRIGGER journal_exercises_delete AFTER DELETE ON exercises  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercises', json_array(OLD."number"), json_object('number', OLD."number", 'id', OLD."id", 'unit', OLD."unit", 'definition', OLD."definition", 'archived', OLD."archived") FROM recording; END;
CREATE TRIGGER journal_prescriptions_insert AFTER INSERT ON prescriptions  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'prescriptions', json_array(NEW."id"), NULL FROM recording; END;
CREATE TRIGGER journal_prescriptions_update AFTER UPDATE ON prescriptions WHEN (OLD."id", OLD."exercise", OLD."unit", OLD."start", OLD."dose", OLD."days", OLD."position", OLD."locked", OLD."removed", OLD."why") IS NOT (NEW."id", NEW."exercise", NEW."unit", NEW."start", NEW."dose", NEW."days", NEW."position", NEW."locked", NEW."removed", NEW."why") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'prescriptions', json_array(NEW."id"), json_object('id', OLD."id", 'exercise', OLD."exercise", 'unit', OLD."unit", 'start', OLD."start", 'dose', OLD."dose", 'days', OLD."days", 'position', OLD."position", 'locked', OLD."locked", 'removed', OLD."removed", 'why', OLD."why") FROM recording; END;
CREATE TRIGGER journal_prescriptions_delete AFTER DELETE ON prescriptions  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'prescriptions', json_array(OLD."id"), json_object('id', OLD."id", 'exercise', OLD."exercise", 'unit', OLD."unit", 'start', OLD."start", 'dose', OLD."dose", 'days', OLD."days", 'position', OLD."position", 'locked', OLD."locked", 'removed', OLD."removed", 'why', OLD."why") FROM recording; END;
CREATE TRIGGER journal_sets_insert AFTER INSERT ON sets  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(NEW."id"), NULL FROM recording; END;
CREATE TRIGGER journal_sets_update AFTER UPDATE ON sets WHEN (OLD."id", OLD."date", OLD."exercise", OLD."unit", OLD."reps", OLD."minutes", OLD."hold_s", OLD."load_kg", OLD."pain", OLD."leg", OLD."form_broke", OLD."note", OLD."at") IS NOT (NEW."id", NEW."date", NEW."exercise", NEW."unit", NEW."reps", NEW."minutes", NEW."hold_s", NEW."load_kg", NEW."pain", NEW."leg", NEW."form_broke", NEW."note", NEW."at") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(NEW."id"), json_object('id', OLD."id", 'date', OLD."date", 'exercise', OLD."exercise", 'unit', OLD."unit", 'reps', OLD."reps", 'minutes', json(lower(quote(OLD."minutes"))), 'hold_s', json(lower(quote(OLD."hold_s"))), 'load_kg', json(lower(quote(OLD."load_kg"))), 'pain', OLD."pain", 'leg', OLD."leg", 'form_broke', OLD."form_broke", 'note', OLD."note", 'at', OLD."at") FROM recording; END;
CREATE TRIGGER journal_sets_delete AFTER DELETE ON sets  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(OLD."id"), json_object('id', OLD."id", 'date', OLD."date", 'exercise', OLD."exercise", 'unit', OLD."unit", 'reps', OLD."reps", 'minutes', json(lower(quote(OLD."minutes"))), 'hold_s', json(lower(quote(OLD."hold_s"))), 'load_kg', json(lower(quote(OLD."load_kg"))), 'pain', OLD."pain", 'leg', OLD."leg", 'form_broke', OLD."form_broke", 'note', OLD."note", 'at', OLD."at") FROM recording; END;
CREATE TRIGGER journal_session_notes_insert AFTER INSERT ON session_notes  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_session_notes_update AFTER UPDATE ON session_notes WHEN (OLD."date", OLD."note") IS NOT (NEW."date", NEW."note") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(NEW."date"), json_object('date', OLD."date", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_session_notes_delete AFTER DELETE ON session_notes  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(OLD."date"), json_object('date', OLD."date", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_checkins_insert AFTER INSERT ON checkins  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_checkins_update AFTER UPDATE ON checkins WHEN (OLD."date", OLD."pain", OLD."flare", OLD."leg", OLD."note") IS NOT (NEW."date", NEW."pain", NEW."flare", NEW."leg", NEW."note") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(NEW."date"), json_object('date', OLD."date", 'pain', OLD."pain", 'flare', OLD."flare", 'leg', OLD."leg", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_checkins_delete AFTER DELETE ON checkins  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(OLD."date"), json_object('date', OLD."date", 'pain', OLD."pain", 'flare', OLD."flare", 'leg', OLD."leg", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_skips_insert AFTER INSERT ON skips  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'skips', json_array(NEW."date", NEW."exercise"), NULL FROM recording; END;
CREATE TRIGGER journal_skips_update AFTER UPDATE ON skips WHEN (OLD."date", OLD."exercise", OLD."reason", OLD."note") IS NOT (NEW."date", NEW."exercise", NEW."reason", NEW."note") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'skips', json_array(NEW."date", NEW."exercise"), json_object('date', OLD."date", 'exercise', OLD."exercise", 'reason', OLD."reason", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_skips_delete AFTER DELETE ON skips  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'skips', json_array(OLD."date", OLD."exercise"), json_object('date', OLD."date", 'exercise', OLD."exercise", 'reason', OLD."reason", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_declined_insert AFTER INSERT ON declined  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'declined', json_array(NEW."date", NEW."exercise"), NULL FROM recording; END;
CREATE TRIGGER journal_declined_update AFTER UPDATE ON declined WHEN (OLD."date", OLD."exercise") IS NOT (NEW."date", NEW."exercise") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'declined', json_array(NEW."date", NEW."exercise"), json_object('date', OLD."date", 'exercise', OLD."exercise") FROM recording; END;
CREATE TRIGGER journal_declined_delete AFTER DELETE ON declined  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'declined', json_array(OLD."date", OLD."exercise"), json_object('date', OLD."date", 'exercise', OLD."exercise") FROM recording; END;
CREATE TRIGGER journal_pauses_insert AFTER INSERT ON pauses  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'pauses', json_array(NEW."start"), NULL FROM recording; END;
CREATE TRIGGER journal_pauses_update AFTER UPDATE ON pauses WHEN (OLD."start", OLD."end", OLD."reason") IS NOT (NEW."start", NEW."end", NEW."reason") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'pauses', json_array(NEW."start"), json_object('start', OLD."start", 'end', OLD."end", 'reason', OLD."reason") FROM recording; END;
CREATE TRIGGER journal_pauses_delete AFTER DELETE ON pauses  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'pauses', json_array(OLD."start"), json_object('start', OLD."start", 'end', OLD."end", 'reason', OLD."reason") FROM recording; END;
CREATE TRIGGER journal_settings_insert AFTER INSERT ON settings  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'settings', json_array(NEW."name"), NULL FROM recording; END;
CREATE TRIGGER journal_settings_update AFTER UPDATE ON settings WHEN (OLD."name", OLD."value") IS NOT (NEW."name", NEW."value") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'settings', json_array(NEW."name"), json_object('name', OLD."name", 'value', OLD."value") FROM recording; END;
CREATE TRIGGER journal_settings_delete AFTER DELETE ON settings  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'settings', json_array(OLD."name"), json_object('name', OLD."name", 'value', OLD."value") FROM recording; END;
CREATE TRIGGER journal_answers_insert AFTER INSERT ON answers  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'answers', json_array(NEW."question"), NULL FROM recording; END;
CREATE TRIGGER journal_answers_update AFTER UPDATE ON answers WHEN (OLD."question", OLD."answer", OLD."date") IS NOT (NEW."question", NEW."answer", NEW."date") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'answers', json_array(NEW."question"), json_object('question', OLD."question", 'answer', OLD."answer", 'date', OLD."date") FROM recording; END;
CREATE TRIGGER journal_answers_delete AFTER DELETE ON answers  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'answers', json_array(OLD."question"), json_object('question', OLD."question", 'answer', OLD."answer", 'date', OLD."date") FROM recording; END;
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm001_the_first_tables', '');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm002_wider_settings', '');
PRAGMA application_id = 1113678699;
PRAGMA user_version = 2;
