#include "archives/store.h"

#include <sodium.h>

#include "foundation/random.h"

namespace learning::store {
namespace {

ArchiveKept read_archive(const db::Row& row) {
    ArchiveKept archive{db::as_int(row[0]),   db::as_text(row[1]),  ArchiveState::writing, {db::as_int(row[3])},
                        {db::as_int(row[4])}, {db::as_int(row[5])}, {db::as_int(row[6])},  db::as_int(row[7]),
                        db::as_int(row[8]),   db::as_int(row[9]),   db::as_text(row[10]),  {db::as_int(row[11])}};
    ensure(boost::describe::enum_from_string(db::as_text(row[2]).c_str(), archive.state), "the state of an archive is unknown");
    return archive;
}

std::vector<ArchiveKept> read_archives(const db::Rows& rows) {
    std::vector<ArchiveKept> archives;
    for (const auto& row : rows)
        archives.push_back(read_archive(row));
    return archives;
}

std::string code_of(ArchiveState state) { return boost::describe::enum_to_string(state, ""); }

std::string from_hex(const std::string& hex) {
    std::string bytes(hex.size() / 2, '\0');
    ensure(sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hex.data(), hex.size(), nullptr, nullptr,
                          nullptr) == 0,
           "a key is written in hexadecimal");
    return bytes;
}

void expect_one_changed(const db::Connection& db) {
    if (db.changed_count() != 1) throw db::Failure("another run has taken over the archive");
}

}  // namespace

void add_archive(db::Connection& db, const ArchiveKept& archive, const std::string& run) {
    db.run(R"sql(
        INSERT INTO learning_archives (id, file, state, run, before_day, first_account, last_account, gone_to, people_count,
                                       answers_count, bytes, digest, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    )sql",
           {archive.id, archive.file, code_of(archive.state), run, archive.before.number, archive.first_account.value,
            archive.last_account.value, archive.gone_to.value, archive.people, archive.answers, archive.bytes, archive.digest,
            archive.made_at.utc_ms});
}

std::vector<ArchiveKept> archives_kept(db::Connection& db) {
    return read_archives(db.run(R"sql(
        SELECT id, file, state, before_day, first_account, last_account, gone_to, people_count, answers_count, bytes, digest, made_at
        FROM learning_archives
        ORDER BY id
    )sql"));
}

std::vector<ArchiveKept> archives_holding(db::Connection& db, AccountId account) {
    return read_archives(db.run(R"sql(
        SELECT id, file, state, before_day, first_account, last_account, gone_to, people_count, answers_count, bytes, digest, made_at
        FROM learning_archives
        WHERE first_account <= $1 AND gone_to >= $1
        ORDER BY id
    )sql",
                                {account.value}));
}

void take_over(db::Connection& db, std::int64_t archive, const std::string& run) {
    db.run("UPDATE learning_archives SET run = $2 WHERE id = $1", {archive, run});
    expect_one_changed(db);
}

void save_archive(db::Connection& db, const ArchiveKept& archive, const std::string& run) {
    db.run(R"sql(
        UPDATE learning_archives
        SET state = $3, first_account = $4, last_account = $5, gone_to = $6, people_count = $7, answers_count = $8, bytes = $9,
            digest = $10
        WHERE id = $1 AND run = $2
    )sql",
           {archive.id, run, code_of(archive.state), archive.first_account.value, archive.last_account.value,
            archive.gone_to.value, archive.people, archive.answers, archive.bytes, archive.digest});
    expect_one_changed(db);
}

void forget_archive(db::Connection& db, std::int64_t archive, const std::string& run) {
    db.run("DELETE FROM learning_archives WHERE id = $1 AND run = $2", {archive, run});
    expect_one_changed(db);
}

std::string find_seal_key(db::Connection& db, AccountId account) {
    const auto rows = db.run("SELECT seal_key FROM learning_archive_keys WHERE account_id = $1", {account.value});
    return rows.empty() ? std::string() : from_hex(db::as_text(rows[0][0]));
}

std::map<AccountId, std::string> seal_keys(db::Connection& db, AccountId from, AccountId to) {
    std::map<AccountId, std::string> keys;
    for (const auto& row : db.run(R"sql(
        SELECT account_id, seal_key FROM learning_archive_keys WHERE account_id BETWEEN $1 AND $2
    )sql",
                                  {from.value, to.value})) {
        keys[{db::as_int(row[0])}] = from_hex(db::as_text(row[1]));
    }
    return keys;
}

void add_seal_key_once(db::Connection& db, AccountId account, const std::string& key) {
    db.run(R"sql(
        INSERT INTO learning_archive_keys (account_id, seal_key) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING
    )sql",
           {account.value, to_hex(key)});
}

void destroy_seal_key(db::Connection& db, AccountId account) {
    db.run("DELETE FROM learning_archive_keys WHERE account_id = $1", {account.value});
}

}  // namespace learning::store
