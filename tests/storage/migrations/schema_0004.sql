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
            CHECK (at IS NULL OR (at GLOB '??????????T*' AND date(substr(at, 1, 10), '+0 days') IS substr(at, 1, 10) AND time(at) IS NOT NULL)), uid TEXT NOT NULL
       CONSTRAINT "the id of a set must have from 1 to 64 characters" CHECK (length(uid) BETWEEN 1 AND 64),
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
    , approximate INTEGER NOT NULL DEFAULT 0 CONSTRAINT "approximate must be yes or no" CHECK (approximate IN (0, 1))) STRICT;
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
CREATE TRIGGER journal_session_notes_insert AFTER INSERT ON session_notes  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_session_notes_update AFTER UPDATE ON session_notes WHEN (OLD."date", OLD."note") IS NOT (NEW."date", NEW."note") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(NEW."date"), json_object('date', OLD."date", 'note', OLD."note") FROM recording; END;
CREATE TRIGGER journal_session_notes_delete AFTER DELETE ON session_notes  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'session_notes', json_array(OLD."date"), json_object('date', OLD."date", 'note', OLD."note") FROM recording; END;
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
CREATE TABLE goal (
        number INTEGER PRIMARY KEY CONSTRAINT "there must be one goal at most" CHECK (number = 1),
        text TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (text <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(text) <= 2000)
    ) STRICT;
CREATE TABLE activities (
        name TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (name <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(name) <= 2000),
        start TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(start, '+0 days') IS start AND start >= '0001-01-01'),
        "end" TEXT CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date("end", '+0 days') IS "end" AND "end" >= '0001-01-01'),
        PRIMARY KEY (name, start),
        CONSTRAINT "an activity must not end before it starts" CHECK ("end" >= start)
    ) STRICT;
CREATE TABLE function_scores (
        date TEXT PRIMARY KEY NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        scores TEXT NOT NULL CONSTRAINT "scores must be those of activities by name"
            CHECK (CASE WHEN json_valid(scores) THEN json_type(scores) = 'object' ELSE 0 END),
        peg TEXT CONSTRAINT "the PEG scale must be three whole numbers from 0 to 10" CHECK (peg IS NULL OR CASE WHEN json_valid(peg) THEN json_array_length(peg) = 3 AND json_type(peg, '$[0]') = 'integer' AND json_extract(peg, '$[0]') BETWEEN 0 AND 10 AND json_type(peg, '$[1]') = 'integer' AND json_extract(peg, '$[1]') BETWEEN 0 AND 10 AND json_type(peg, '$[2]') = 'integer' AND json_extract(peg, '$[2]') BETWEEN 0 AND 10 ELSE 0 END IS TRUE)
    ) STRICT;
CREATE TABLE medication (
        date TEXT PRIMARY KEY NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        text TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (text <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(text) <= 2000)
    ) STRICT;
CREATE TABLE therapist_questions (
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        text TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (text <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(text) <= 2000),
        answered TEXT NOT NULL CONSTRAINT "a text may have at most 2000 characters" CHECK (length(answered) <= 2000),
        PRIMARY KEY (date, text)
    ) STRICT;
CREATE TABLE asked (
        date TEXT NOT NULL CONSTRAINT "a date must be a real one, written YYYY-MM-DD" CHECK (date(date, '+0 days') IS date AND date >= '0001-01-01'),
        question TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (question <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(question) <= 2000),
        PRIMARY KEY (date, question)
    ) STRICT;
CREATE TABLE exercise_mappings (
        source TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (source <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(source) <= 2000),
        name TEXT NOT NULL CONSTRAINT "a text must not be empty" CHECK (name <> '') CONSTRAINT "a text may have at most 2000 characters" CHECK (length(name) <= 2000),
        exercise TEXT REFERENCES exercises (id),
        PRIMARY KEY (source, name)
    ) STRICT;
CREATE UNIQUE INDEX sets_by_uid ON sets (uid);
CREATE TRIGGER function_scores_INSERT BEFORE INSERT ON function_scores
        WHEN EXISTS (SELECT 1 FROM json_each(NEW.scores)
                     WHERE type <> 'integer' OR value NOT BETWEEN 0 AND 10 OR length(key) NOT BETWEEN 1 AND 2000)
        BEGIN SELECT RAISE(ABORT, 'the score of an activity must be a whole number from 0 to 10'); END;
CREATE TRIGGER function_scores_UPDATE BEFORE UPDATE ON function_scores
        WHEN EXISTS (SELECT 1 FROM json_each(NEW.scores)
                     WHERE type <> 'integer' OR value NOT BETWEEN 0 AND 10 OR length(key) NOT BETWEEN 1 AND 2000)
        BEGIN SELECT RAISE(ABORT, 'the score of an activity must be a whole number from 0 to 10'); END;
CREATE TRIGGER journal_sets_insert AFTER INSERT ON sets  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(NEW."id"), NULL FROM recording; END;
CREATE TRIGGER journal_sets_update AFTER UPDATE ON sets WHEN (OLD."id", OLD."date", OLD."exercise", OLD."unit", OLD."reps", OLD."minutes", OLD."hold_s", OLD."load_kg", OLD."pain", OLD."leg", OLD."form_broke", OLD."note", OLD."at", OLD."uid") IS NOT (NEW."id", NEW."date", NEW."exercise", NEW."unit", NEW."reps", NEW."minutes", NEW."hold_s", NEW."load_kg", NEW."pain", NEW."leg", NEW."form_broke", NEW."note", NEW."at", NEW."uid") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(NEW."id"), json_object('id', OLD."id", 'date', OLD."date", 'exercise', OLD."exercise", 'unit', OLD."unit", 'reps', OLD."reps", 'minutes', json(lower(quote(OLD."minutes"))), 'hold_s', json(lower(quote(OLD."hold_s"))), 'load_kg', json(lower(quote(OLD."load_kg"))), 'pain', OLD."pain", 'leg', OLD."leg", 'form_broke', OLD."form_broke", 'note', OLD."note", 'at', OLD."at", 'uid', OLD."uid") FROM recording; END;
CREATE TRIGGER journal_sets_delete AFTER DELETE ON sets  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'sets', json_array(OLD."id"), json_object('id', OLD."id", 'date', OLD."date", 'exercise', OLD."exercise", 'unit', OLD."unit", 'reps', OLD."reps", 'minutes', json(lower(quote(OLD."minutes"))), 'hold_s', json(lower(quote(OLD."hold_s"))), 'load_kg', json(lower(quote(OLD."load_kg"))), 'pain', OLD."pain", 'leg', OLD."leg", 'form_broke', OLD."form_broke", 'note', OLD."note", 'at', OLD."at", 'uid', OLD."uid") FROM recording; END;
CREATE TRIGGER journal_checkins_insert AFTER INSERT ON checkins  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_checkins_update AFTER UPDATE ON checkins WHEN (OLD."date", OLD."pain", OLD."flare", OLD."leg", OLD."note", OLD."approximate") IS NOT (NEW."date", NEW."pain", NEW."flare", NEW."leg", NEW."note", NEW."approximate") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(NEW."date"), json_object('date', OLD."date", 'pain', OLD."pain", 'flare', OLD."flare", 'leg', OLD."leg", 'note', OLD."note", 'approximate', OLD."approximate") FROM recording; END;
CREATE TRIGGER journal_checkins_delete AFTER DELETE ON checkins  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'checkins', json_array(OLD."date"), json_object('date', OLD."date", 'pain', OLD."pain", 'flare', OLD."flare", 'leg', OLD."leg", 'note', OLD."note", 'approximate', OLD."approximate") FROM recording; END;
CREATE TRIGGER journal_goal_insert AFTER INSERT ON goal  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'goal', json_array(NEW."number"), NULL FROM recording; END;
CREATE TRIGGER journal_goal_update AFTER UPDATE ON goal WHEN (OLD."number", OLD."text") IS NOT (NEW."number", NEW."text") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'goal', json_array(NEW."number"), json_object('number', OLD."number", 'text', OLD."text") FROM recording; END;
CREATE TRIGGER journal_goal_delete AFTER DELETE ON goal  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'goal', json_array(OLD."number"), json_object('number', OLD."number", 'text', OLD."text") FROM recording; END;
CREATE TRIGGER journal_activities_insert AFTER INSERT ON activities  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'activities', json_array(NEW."name", NEW."start"), NULL FROM recording; END;
CREATE TRIGGER journal_activities_update AFTER UPDATE ON activities WHEN (OLD."name", OLD."start", OLD."end") IS NOT (NEW."name", NEW."start", NEW."end") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'activities', json_array(NEW."name", NEW."start"), json_object('name', OLD."name", 'start', OLD."start", 'end', OLD."end") FROM recording; END;
CREATE TRIGGER journal_activities_delete AFTER DELETE ON activities  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'activities', json_array(OLD."name", OLD."start"), json_object('name', OLD."name", 'start', OLD."start", 'end', OLD."end") FROM recording; END;
CREATE TRIGGER journal_function_scores_insert AFTER INSERT ON function_scores  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'function_scores', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_function_scores_update AFTER UPDATE ON function_scores WHEN (OLD."date", OLD."scores", OLD."peg") IS NOT (NEW."date", NEW."scores", NEW."peg") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'function_scores', json_array(NEW."date"), json_object('date', OLD."date", 'scores', OLD."scores", 'peg', OLD."peg") FROM recording; END;
CREATE TRIGGER journal_function_scores_delete AFTER DELETE ON function_scores  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'function_scores', json_array(OLD."date"), json_object('date', OLD."date", 'scores', OLD."scores", 'peg', OLD."peg") FROM recording; END;
CREATE TRIGGER journal_medication_insert AFTER INSERT ON medication  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'medication', json_array(NEW."date"), NULL FROM recording; END;
CREATE TRIGGER journal_medication_update AFTER UPDATE ON medication WHEN (OLD."date", OLD."text") IS NOT (NEW."date", NEW."text") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'medication', json_array(NEW."date"), json_object('date', OLD."date", 'text', OLD."text") FROM recording; END;
CREATE TRIGGER journal_medication_delete AFTER DELETE ON medication  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'medication', json_array(OLD."date"), json_object('date', OLD."date", 'text', OLD."text") FROM recording; END;
CREATE TRIGGER journal_therapist_questions_insert AFTER INSERT ON therapist_questions  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'therapist_questions', json_array(NEW."date", NEW."text"), NULL FROM recording; END;
CREATE TRIGGER journal_therapist_questions_update AFTER UPDATE ON therapist_questions WHEN (OLD."date", OLD."text", OLD."answered") IS NOT (NEW."date", NEW."text", NEW."answered") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'therapist_questions', json_array(NEW."date", NEW."text"), json_object('date', OLD."date", 'text', OLD."text", 'answered', OLD."answered") FROM recording; END;
CREATE TRIGGER journal_therapist_questions_delete AFTER DELETE ON therapist_questions  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'therapist_questions', json_array(OLD."date", OLD."text"), json_object('date', OLD."date", 'text', OLD."text", 'answered', OLD."answered") FROM recording; END;
CREATE TRIGGER journal_asked_insert AFTER INSERT ON asked  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'asked', json_array(NEW."date", NEW."question"), NULL FROM recording; END;
CREATE TRIGGER journal_asked_update AFTER UPDATE ON asked WHEN (OLD."date", OLD."question") IS NOT (NEW."date", NEW."question") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'asked', json_array(NEW."date", NEW."question"), json_object('date', OLD."date", 'question', OLD."question") FROM recording; END;
CREATE TRIGGER journal_asked_delete AFTER DELETE ON asked  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'asked', json_array(OLD."date", OLD."question"), json_object('date', OLD."date", 'question', OLD."question") FROM recording; END;
CREATE TRIGGER journal_exercise_mappings_insert AFTER INSERT ON exercise_mappings  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercise_mappings', json_array(NEW."source", NEW."name"), NULL FROM recording; END;
CREATE TRIGGER journal_exercise_mappings_update AFTER UPDATE ON exercise_mappings WHEN (OLD."source", OLD."name", OLD."exercise") IS NOT (NEW."source", NEW."name", NEW."exercise") BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercise_mappings', json_array(NEW."source", NEW."name"), json_object('source', OLD."source", 'name', OLD."name", 'exercise', OLD."exercise") FROM recording; END;
CREATE TRIGGER journal_exercise_mappings_delete AFTER DELETE ON exercise_mappings  BEGIN INSERT INTO change_rows (change, tbl, key, image) SELECT change, 'exercise_mappings', json_array(OLD."source", OLD."name"), json_object('source', OLD."source", 'name', OLD."name", 'exercise', OLD."exercise") FROM recording; END;
CREATE TABLE sync_setup (
        number INTEGER PRIMARY KEY CHECK (number = 1),
        database TEXT NOT NULL,
        folder TEXT NOT NULL,
        machine TEXT NOT NULL,
        name TEXT NOT NULL,
        host TEXT NOT NULL,
        writes INTEGER NOT NULL,
        tokens TEXT NOT NULL CHECK (json_valid(tokens)),
        counted_by TEXT NOT NULL
    ) STRICT;
CREATE TABLE sync_pieces (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE sync_peers (
        peer INTEGER PRIMARY KEY,
        day TEXT NOT NULL,
        machine TEXT NOT NULL
    ) STRICT;
CREATE TABLE sync_files (
        machine TEXT NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        problem TEXT NOT NULL,
        PRIMARY KEY (machine, name)
    ) STRICT;
CREATE TABLE sync_machines (
        machine TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        seen TEXT NOT NULL
    ) STRICT;
CREATE TABLE sync_notes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
CREATE TABLE sync_changed (
        tbl TEXT NOT NULL,
        key TEXT NOT NULL,
        PRIMARY KEY (tbl, key)
    ) STRICT, WITHOUT ROWID;
CREATE TABLE sync_overtaken (change INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER sync_exercises_insert AFTER INSERT ON exercises WHEN EXISTS (SELECT 1 FROM sync_setup) AND (NEW.definition IS NOT NULL) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercises', json_array(NEW."id") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercises' AND key = json_array(NEW."id")); END;
CREATE TRIGGER sync_exercises_update AFTER UPDATE ON exercises WHEN EXISTS (SELECT 1 FROM sync_setup) AND (NEW.definition IS NOT NULL) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercises', json_array(OLD."id") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercises' AND key = json_array(OLD."id")); INSERT INTO sync_changed (tbl, key) SELECT 'exercises', json_array(NEW."id") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercises' AND key = json_array(NEW."id")); END;
CREATE TRIGGER sync_exercises_delete AFTER DELETE ON exercises WHEN EXISTS (SELECT 1 FROM sync_setup) AND (OLD.definition IS NOT NULL) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercises', json_array(OLD."id") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercises' AND key = json_array(OLD."id")); END;
CREATE TRIGGER sync_prescriptions_insert AFTER INSERT ON prescriptions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'prescriptions', json_array(NEW."exercise", NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'prescriptions' AND key = json_array(NEW."exercise", NEW."start")); END;
CREATE TRIGGER sync_prescriptions_update AFTER UPDATE ON prescriptions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'prescriptions', json_array(OLD."exercise", OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'prescriptions' AND key = json_array(OLD."exercise", OLD."start")); INSERT INTO sync_changed (tbl, key) SELECT 'prescriptions', json_array(NEW."exercise", NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'prescriptions' AND key = json_array(NEW."exercise", NEW."start")); END;
CREATE TRIGGER sync_prescriptions_delete AFTER DELETE ON prescriptions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'prescriptions', json_array(OLD."exercise", OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'prescriptions' AND key = json_array(OLD."exercise", OLD."start")); END;
CREATE TRIGGER sync_sets_insert AFTER INSERT ON sets WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'sets', json_array(NEW."uid") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'sets' AND key = json_array(NEW."uid")); END;
CREATE TRIGGER sync_sets_update AFTER UPDATE ON sets WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'sets', json_array(OLD."uid") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'sets' AND key = json_array(OLD."uid")); INSERT INTO sync_changed (tbl, key) SELECT 'sets', json_array(NEW."uid") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'sets' AND key = json_array(NEW."uid")); END;
CREATE TRIGGER sync_sets_delete AFTER DELETE ON sets WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'sets', json_array(OLD."uid") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'sets' AND key = json_array(OLD."uid")); END;
CREATE TRIGGER sync_session_notes_insert AFTER INSERT ON session_notes WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'session_notes', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'session_notes' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_session_notes_update AFTER UPDATE ON session_notes WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'session_notes', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'session_notes' AND key = json_array(OLD."date")); INSERT INTO sync_changed (tbl, key) SELECT 'session_notes', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'session_notes' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_session_notes_delete AFTER DELETE ON session_notes WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'session_notes', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'session_notes' AND key = json_array(OLD."date")); END;
CREATE TRIGGER sync_checkins_insert AFTER INSERT ON checkins WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'checkins', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'checkins' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_checkins_update AFTER UPDATE ON checkins WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'checkins', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'checkins' AND key = json_array(OLD."date")); INSERT INTO sync_changed (tbl, key) SELECT 'checkins', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'checkins' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_checkins_delete AFTER DELETE ON checkins WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'checkins', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'checkins' AND key = json_array(OLD."date")); END;
CREATE TRIGGER sync_skips_insert AFTER INSERT ON skips WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'skips', json_array(NEW."date", NEW."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'skips' AND key = json_array(NEW."date", NEW."exercise")); END;
CREATE TRIGGER sync_skips_update AFTER UPDATE ON skips WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'skips', json_array(OLD."date", OLD."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'skips' AND key = json_array(OLD."date", OLD."exercise")); INSERT INTO sync_changed (tbl, key) SELECT 'skips', json_array(NEW."date", NEW."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'skips' AND key = json_array(NEW."date", NEW."exercise")); END;
CREATE TRIGGER sync_skips_delete AFTER DELETE ON skips WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'skips', json_array(OLD."date", OLD."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'skips' AND key = json_array(OLD."date", OLD."exercise")); END;
CREATE TRIGGER sync_declined_insert AFTER INSERT ON declined WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'declined', json_array(NEW."date", NEW."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'declined' AND key = json_array(NEW."date", NEW."exercise")); END;
CREATE TRIGGER sync_declined_update AFTER UPDATE ON declined WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'declined', json_array(OLD."date", OLD."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'declined' AND key = json_array(OLD."date", OLD."exercise")); INSERT INTO sync_changed (tbl, key) SELECT 'declined', json_array(NEW."date", NEW."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'declined' AND key = json_array(NEW."date", NEW."exercise")); END;
CREATE TRIGGER sync_declined_delete AFTER DELETE ON declined WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'declined', json_array(OLD."date", OLD."exercise") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'declined' AND key = json_array(OLD."date", OLD."exercise")); END;
CREATE TRIGGER sync_pauses_insert AFTER INSERT ON pauses WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'pauses', json_array(NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'pauses' AND key = json_array(NEW."start")); END;
CREATE TRIGGER sync_pauses_update AFTER UPDATE ON pauses WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'pauses', json_array(OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'pauses' AND key = json_array(OLD."start")); INSERT INTO sync_changed (tbl, key) SELECT 'pauses', json_array(NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'pauses' AND key = json_array(NEW."start")); END;
CREATE TRIGGER sync_pauses_delete AFTER DELETE ON pauses WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'pauses', json_array(OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'pauses' AND key = json_array(OLD."start")); END;
CREATE TRIGGER sync_settings_insert AFTER INSERT ON settings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'settings', json_array(NEW."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'settings' AND key = json_array(NEW."name")); END;
CREATE TRIGGER sync_settings_update AFTER UPDATE ON settings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'settings', json_array(OLD."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'settings' AND key = json_array(OLD."name")); INSERT INTO sync_changed (tbl, key) SELECT 'settings', json_array(NEW."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'settings' AND key = json_array(NEW."name")); END;
CREATE TRIGGER sync_settings_delete AFTER DELETE ON settings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'settings', json_array(OLD."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'settings' AND key = json_array(OLD."name")); END;
CREATE TRIGGER sync_answers_insert AFTER INSERT ON answers WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'answers', json_array(NEW."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'answers' AND key = json_array(NEW."question")); END;
CREATE TRIGGER sync_answers_update AFTER UPDATE ON answers WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'answers', json_array(OLD."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'answers' AND key = json_array(OLD."question")); INSERT INTO sync_changed (tbl, key) SELECT 'answers', json_array(NEW."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'answers' AND key = json_array(NEW."question")); END;
CREATE TRIGGER sync_answers_delete AFTER DELETE ON answers WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'answers', json_array(OLD."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'answers' AND key = json_array(OLD."question")); END;
CREATE TRIGGER sync_goal_insert AFTER INSERT ON goal WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'goal', json_array() WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'goal' AND key = json_array()); END;
CREATE TRIGGER sync_goal_update AFTER UPDATE ON goal WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'goal', json_array() WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'goal' AND key = json_array()); INSERT INTO sync_changed (tbl, key) SELECT 'goal', json_array() WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'goal' AND key = json_array()); END;
CREATE TRIGGER sync_goal_delete AFTER DELETE ON goal WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'goal', json_array() WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'goal' AND key = json_array()); END;
CREATE TRIGGER sync_activities_insert AFTER INSERT ON activities WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'activities', json_array(NEW."name", NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'activities' AND key = json_array(NEW."name", NEW."start")); END;
CREATE TRIGGER sync_activities_update AFTER UPDATE ON activities WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'activities', json_array(OLD."name", OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'activities' AND key = json_array(OLD."name", OLD."start")); INSERT INTO sync_changed (tbl, key) SELECT 'activities', json_array(NEW."name", NEW."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'activities' AND key = json_array(NEW."name", NEW."start")); END;
CREATE TRIGGER sync_activities_delete AFTER DELETE ON activities WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'activities', json_array(OLD."name", OLD."start") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'activities' AND key = json_array(OLD."name", OLD."start")); END;
CREATE TRIGGER sync_function_scores_insert AFTER INSERT ON function_scores WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'function_scores', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'function_scores' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_function_scores_update AFTER UPDATE ON function_scores WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'function_scores', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'function_scores' AND key = json_array(OLD."date")); INSERT INTO sync_changed (tbl, key) SELECT 'function_scores', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'function_scores' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_function_scores_delete AFTER DELETE ON function_scores WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'function_scores', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'function_scores' AND key = json_array(OLD."date")); END;
CREATE TRIGGER sync_medication_insert AFTER INSERT ON medication WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'medication', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'medication' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_medication_update AFTER UPDATE ON medication WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'medication', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'medication' AND key = json_array(OLD."date")); INSERT INTO sync_changed (tbl, key) SELECT 'medication', json_array(NEW."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'medication' AND key = json_array(NEW."date")); END;
CREATE TRIGGER sync_medication_delete AFTER DELETE ON medication WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'medication', json_array(OLD."date") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'medication' AND key = json_array(OLD."date")); END;
CREATE TRIGGER sync_therapist_questions_insert AFTER INSERT ON therapist_questions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'therapist_questions', json_array(NEW."date", NEW."text") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'therapist_questions' AND key = json_array(NEW."date", NEW."text")); END;
CREATE TRIGGER sync_therapist_questions_update AFTER UPDATE ON therapist_questions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'therapist_questions', json_array(OLD."date", OLD."text") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'therapist_questions' AND key = json_array(OLD."date", OLD."text")); INSERT INTO sync_changed (tbl, key) SELECT 'therapist_questions', json_array(NEW."date", NEW."text") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'therapist_questions' AND key = json_array(NEW."date", NEW."text")); END;
CREATE TRIGGER sync_therapist_questions_delete AFTER DELETE ON therapist_questions WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'therapist_questions', json_array(OLD."date", OLD."text") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'therapist_questions' AND key = json_array(OLD."date", OLD."text")); END;
CREATE TRIGGER sync_asked_insert AFTER INSERT ON asked WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'asked', json_array(NEW."date", NEW."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'asked' AND key = json_array(NEW."date", NEW."question")); END;
CREATE TRIGGER sync_asked_update AFTER UPDATE ON asked WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'asked', json_array(OLD."date", OLD."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'asked' AND key = json_array(OLD."date", OLD."question")); INSERT INTO sync_changed (tbl, key) SELECT 'asked', json_array(NEW."date", NEW."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'asked' AND key = json_array(NEW."date", NEW."question")); END;
CREATE TRIGGER sync_asked_delete AFTER DELETE ON asked WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'asked', json_array(OLD."date", OLD."question") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'asked' AND key = json_array(OLD."date", OLD."question")); END;
CREATE TRIGGER sync_exercise_mappings_insert AFTER INSERT ON exercise_mappings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercise_mappings', json_array(NEW."source", NEW."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercise_mappings' AND key = json_array(NEW."source", NEW."name")); END;
CREATE TRIGGER sync_exercise_mappings_update AFTER UPDATE ON exercise_mappings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercise_mappings', json_array(OLD."source", OLD."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercise_mappings' AND key = json_array(OLD."source", OLD."name")); INSERT INTO sync_changed (tbl, key) SELECT 'exercise_mappings', json_array(NEW."source", NEW."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercise_mappings' AND key = json_array(NEW."source", NEW."name")); END;
CREATE TRIGGER sync_exercise_mappings_delete AFTER DELETE ON exercise_mappings WHEN EXISTS (SELECT 1 FROM sync_setup) BEGIN INSERT INTO sync_changed (tbl, key) SELECT 'exercise_mappings', json_array(OLD."source", OLD."name") WHERE NOT EXISTS (SELECT 1 FROM sync_changed WHERE tbl = 'exercise_mappings' AND key = json_array(OLD."source", OLD."name")); END;
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm001_the_first_tables', '');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm002_wider_settings', '');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm003_function_and_goal', '');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('backtracker', 'm004_sync', '');
PRAGMA application_id = 1113678699;
PRAGMA user_version = 4;

