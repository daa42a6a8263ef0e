from django.db import migrations

# A regular expression cuts a text in pieces of three at once, from each of three places on; counting letter by letter
# took five times as long. An index holds a piece once, however often it is told.
MARK = r"E'\x1f'"
PIECES = " || ".join(
    rf"string_to_array(rtrim(regexp_replace({part}, '(...)', E'\\1\x1f', 'g'), {MARK}), {MARK})"
    for part in (
        "left(told, length(told) / 3 * 3)",
        "substr(told, 2, (length(told) - 1) / 3 * 3)",
        "substr(told, 3, (length(told) - 2) / 3 * 3)",
    )
)
CREATE = f"""
    CREATE OR REPLACE FUNCTION text_grams(told text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    COST 1000 AS $$ SELECT {PIECES} $$
"""
BEFORE = """
    CREATE OR REPLACE FUNCTION text_grams(told text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    COST 1000 AS $$
        SELECT array_agg(DISTINCT substr(told, place, 3)) FROM generate_series(1, length(told) - 2) AS place
    $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0011_position"),
    ]

    operations = [migrations.RunSQL(CREATE, BEFORE)]
