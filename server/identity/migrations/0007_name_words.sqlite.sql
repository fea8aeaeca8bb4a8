-- The words of people's names and logins, without diacritics (text::search_key), so that a name is found among a million.
CREATE TABLE identity_name_words (
    account_id BIGINT NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    word       TEXT   NOT NULL,
    PRIMARY KEY (account_id, word)
) WITHOUT ROWID;
CREATE INDEX identity_name_words_by_word ON identity_name_words (word, account_id);

CREATE VIEW identity_report_name_words AS SELECT account_id, word FROM identity_name_words;
