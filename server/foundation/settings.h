#pragma once
#include <cstdint>
#include <string>
#include <vector>

// What an operator decides; filled by app from file, environment and flags (see docs/operations.md).
struct Settings {
    std::string data_dir = "data";
    std::string database;                // "" = SQLite in data_dir; "postgresql://…" = PostgreSQL
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string public_url;              // "" = http://localhost:<port>; stands in links and QR codes
    std::string web_dir;                 // the built web app
    std::vector<std::string> packs;      // pack folders
    std::string frameworks_dir;          // competence trees
    std::string private_packs_dir;       // "" = level tests draw from the public samples in the packs
    std::string scoring_file;            // "" = the built-in numbers, which are those of plans/scoring.yaml
    bool demo = false;                   // the data folder holds invented people
    int reader_threads = 2;
    int io_threads = 1;
    int checkpoint_pages = 16384;        // SQLite only: its log is copied into the file from this length on, see foundation/db
    int hash_threads = 1;                // Argon2id runs here and nowhere else
    int connections_max = 20000;
    std::string backup_dir;              // "" = no backups by the server itself; SQLite only
    int backup_hour = 2;                 // in Việt Nam
    int backup_days = 7;                 // how many of the newest stay, and of the last ones of each week and month
    int backup_weeks = 2;
    int backup_months = 0;
    std::string archive_dir;             // "" = archives in data_dir; where older answers lie, see learning/archiving
    std::string smtp_url;                // "" = no e-mails; smtp://host:587 or smtps://host
    std::string smtp_from;               // the address they come from
    std::string smtp_user;
    std::string smtp_password_file;
    std::string webhook_url;             // "" = no webhook
    std::string webhook_secret_file;     // what its messages are signed with
    int drain_seconds = 0;               // at the end: for proxies to notice, and again for them to let go
    std::string log_level = "info";
};
