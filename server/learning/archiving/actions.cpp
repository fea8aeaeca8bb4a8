// Answers leave the log for archives, and come back. At every moment each is in the log, or in a file that was synced, read back
// and found whole; a row leaves only when the file holds the very same one.
#include "public.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "answers/store.h"
#include "archive_files/store.h"
#include "archives/actions.h"
#include "archives/store.h"
#include "archiving/store.h"
#include "frames/rules.h"

namespace learning {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kPeopleAtOnce = 32;

// Of one person, as they stood at one moment.
struct Person {
    AccountId account;
    std::vector<answers::Answer> answers;
    std::string key;
};
struct People {
    std::vector<Person> people;
    AccountId last;  // looked at up to here; 0 when there is nobody more
};

class Run {
public:
    Run(ContextFactory& contexts, const ArchiveOrder& order)
        : contexts_(contexts), order_(order), token_(contexts.random.token(16)) {}

    // What other runs left behind is taken over: those that still live change nothing more.
    std::vector<ArchiveKept> take_over() {
        std::vector<ArchiveKept> archives;
        write([&](Context& context) {
            archives = store::archives_kept(context.db);
            for (const auto& archive : archives)
                store::take_over(context.db, archive.id, token_);
        });
        return archives;
    }

    // Of a file that was never complete nothing counts yet: the answers are all in the log.
    void discard(const ArchiveKept& archive) {
        store::remove_archive(order_.folder, archive.file);
        write([&](Context& context) { store::forget_archive(context.db, archive.id, token_); });
    }

    // Writes the next file, of people after this one, and makes sure of it. Nothing when nobody is left.
    std::optional<ArchiveKept> write_next(AccountId after) {
        auto next = look_until_somebody(after);
        if (next.people.empty()) return std::nullopt;
        const auto now = contexts_.clock.now();
        const archive_files::Head head{contexts_.ids.next(now), order_.before, now};
        ArchiveKept archive;
        archive.id = head.archive;
        archive.file = archive_files::name_of(head);
        archive.before = head.before;
        archive.made_at = now;
        write([&](Context& context) { store::add_archive(context.db, archive, token_); });
        store::ArchiveWriter writer(order_.folder, head);
        for (; !next.people.empty(); next = look_until_somebody(next.last)) {
            for (const auto& person : next.people)
                add(writer, archive.id, person);
            if (writer.answers_count() >= order_.answers_max) break;
            order_.rest();
        }
        const auto written = writer.finish();
        if (const auto damage = find_archive_damage(path_of(archive), written.digest); !damage.empty()) throw db::Failure(damage);
        archive.state = ArchiveState::emptying;
        archive.first_account = written.first;
        archive.last_account = written.last;
        archive.people = written.people;
        archive.answers = written.answers;
        archive.bytes = written.bytes;
        archive.digest = written.digest;
        save(archive);
        return archive;
    }

    // Removes from the log what the file holds. Where a run before stopped, it goes on.
    void empty(ArchiveKept& archive) {
        const auto file = open(archive);
        for (auto place = file->place_from({archive.gone_to.value + 1}); place < file->people_count();) {
            const auto end = batch_end(*file, place);
            auto changed = archive;
            changed.gone_to = file->account_at(end - 1);
            write([&](Context& context) {
                for (auto at = place; at < end; ++at)
                    remove_person(context, archive, file->account_at(at), file->frame_at(at));
                store::save_archive(context.db, changed, token_);
            });
            archive = changed;
            place = end;
            order_.rest();
        }
        archive.state = ArchiveState::complete;
        save(archive);
        order_.tell(archive);
    }

    // From the last person to the first, so that one number says who is back already.
    void give_back(ArchiveKept archive) {
        const auto file = open(archive);
        archive.state = ArchiveState::returning;
        save(archive);
        for (auto end = file->place_from({archive.gone_to.value + 1}); end > 0;) {
            const auto place = batch_begin(*file, end);
            auto changed = archive;
            changed.gone_to = {file->account_at(place).value - 1};
            write([&](Context& context) {
                for (auto at = place; at < end; ++at)
                    return_person(context, archive, file->account_at(at), file->frame_at(at));
                store::save_archive(context.db, changed, token_);
            });
            archive = changed;
            end = place;
            order_.rest();
        }
        write([&](Context& context) { store::forget_archive(context.db, archive.id, token_); });
        order_.tell(archive);
    }

private:
    template <class Work>
    void write(Work work) {
        contexts_.write([&](Context& context) {
            work(context);
            return true;
        });
    }

    void save(const ArchiveKept& archive) {
        write([&](Context& context) { store::save_archive(context.db, archive, token_); });
    }

    std::string path_of(const ArchiveKept& archive) const { return fs::path(order_.folder) / archive.file; }

    std::unique_ptr<store::ArchiveFile> open(const ArchiveKept& archive) const {
        auto file = std::make_unique<store::ArchiveFile>(path_of(archive));
        if (file->digest() != archive.digest) throw db::Failure(path_of(archive) + " is another archive");
        return file;
    }

    People look(AccountId after) {
        People seen;
        contexts_.read([&](Context& context) {
            seen = {};
            const auto accounts = store::next_accounts(context.db, after, kPeopleAtOnce);
            if (accounts.empty()) return;
            seen.last = accounts.back();
            const auto keys = store::seal_keys(context.db, accounts.front(), seen.last);
            for (auto& [account, answers] :
                 store::answers_received_before(context.db, accounts.front(), seen.last, start_of(order_.before))) {
                const auto key = keys.find(account);
                seen.people.push_back({account, std::move(answers), key == keys.end() ? std::string() : key->second});
            }
        });
        return seen;
    }

    static bool lacks_key(const Person& person) { return person.key.empty() && frames::needs_key(person.answers); }

    // The next people who have something to archive, each with a key where one is needed.
    People look_until_somebody(AccountId after) {
        auto seen = look(after);
        for (; seen.people.empty() && seen.last; seen = look(seen.last))
            order_.rest();
        while (std::any_of(seen.people.begin(), seen.people.end(), lacks_key)) {
            add_keys(seen.people);
            seen = look({seen.people.front().account.value - 1});
        }
        return seen;
    }

    // Under the lock that erasing takes too: who is erased at this moment gets a key before, and loses it, or gets none.
    void add_keys(const std::vector<Person>& people) {
        write([&](Context& context) {
            for (const auto& person : people) {
                if (!lacks_key(person)) continue;
                context.db.lock("learner", person.account.value);
                if (!store::has_responses_before(context.db, person.account, start_of(order_.before))) continue;
                store::add_seal_key_once(context.db, person.account, contexts_.random.bytes(frames::kKeyBytes));
            }
        });
    }

    void add(store::ArchiveWriter& writer, std::int64_t archive, const Person& person) {
        const auto frame =
            frames::write({archive, person.account}, person.answers, person.key, contexts_.random.bytes(frames::kNonceBytes));
        writer.add(person.account, frame, std::ssize(person.answers));
    }

    std::int64_t count_at(const store::ArchiveFile& file, std::int64_t place) const {
        const auto count = frames::count_in(file.account_at(place), file.frame_at(place));
        if (!count) throw db::Failure("a frame of an archive is damaged");
        return *count;
    }

    std::int64_t batch_end(const store::ArchiveFile& file, std::int64_t place) const {
        for (std::int64_t answers = 0; place < file.people_count() && answers < order_.batch_max; ++place)
            answers += count_at(file, place);
        return place;
    }

    std::int64_t batch_begin(const store::ArchiveFile& file, std::int64_t place) const {
        for (std::int64_t answers = 0; place > 0 && answers < order_.batch_max; --place)
            answers += count_at(file, place - 1);
        return place;
    }

    static void remove_person(Context& context, const ArchiveKept& archive, AccountId account, const std::string& frame) {
        context.db.lock("learner", account.value);
        const auto held = open_frame(context.db, archive, account, frame);
        auto log = store::answers_received_before(context.db, account, account, start_of(archive.before));
        // The log may hold more by now, where a clock had run behind; those wait for the next archive.
        if (answers::count_same(held, log[account]) != std::ssize(held)) {
            throw db::Failure(archive.file + " does not hold what the log holds of account " + std::to_string(account.value));
        }
        remove_runs(context, account, held);
    }

    static void remove_runs(Context& context, AccountId account, const std::vector<answers::Answer>& held) {
        for (std::size_t first = 0; first < held.size();) {
            auto last = first;
            while (last + 1 < held.size() && held[last + 1].device_no == held[first].device_no &&
                   held[last + 1].sequence == held[last].sequence + 1) {
                ++last;
            }
            const auto wanted = static_cast<std::int64_t>(last - first + 1);
            const auto device = held[first].device_no;
            ensure(store::remove_answers(context.db, account, device, held[first].sequence, held[last].sequence) == wanted,
                   "just what the archive holds is removed");
            store::raise_archived_to(context.db, account, device, held[last].sequence);
            first = last + 1;
        }
    }

    static void return_person(Context& context, const ArchiveKept& archive, AccountId account, const std::string& frame) {
        context.db.lock("learner", account.value);
        store::add_answers(context.db, account, open_frame(context.db, archive, account, frame));
        const auto holding = store::archives_holding(context.db, account);
        const bool is_last = std::all_of(holding.begin(), holding.end(), [&](const auto& each) { return each.id == archive.id; });
        if (is_last) store::clear_archived_to(context.db, account);
    }

    ContextFactory& contexts_;
    const ArchiveOrder& order_;
    std::string token_;
};

}  // namespace

Result<std::int64_t> archive_answers(ContextFactory& contexts, const ArchiveOrder& order) {
    if (order.before > day_of(contexts.clock.now()) - answers::kDaysInLog) {
        return Problem{ProblemKind::invalid, "archive_too_new",
                       "Ngày này quá gần: câu trả lời của 180 ngày gần nhất phải ở lại trong cơ sở dữ liệu."};
    }
    Run run(contexts, order);
    std::int64_t answers = 0;
    for (auto& archive : run.take_over()) {
        if (archive.state == ArchiveState::writing) run.discard(archive);
        if (archive.state == ArchiveState::returning) {
            return Problem{ProblemKind::conflict, "archive_returning", "Xin chạy unarchive cho xong trước đã: " + archive.file};
        }
        if (archive.state != ArchiveState::emptying) continue;
        run.empty(archive);
        answers += archive.answers;
    }
    AccountId after;
    while (auto archive = run.write_next(after)) {
        run.empty(*archive);
        answers += archive->answers;
        after = archive->last_account;
    }
    return answers;
}

Result<std::int64_t> unarchive_answers(ContextFactory& contexts, const ArchiveOrder& order, const std::string& file) {
    Run run(contexts, order);
    std::int64_t answers = 0;
    bool is_known = file.empty();
    for (const auto& archive : run.take_over()) {
        if (!file.empty() && archive.file != fs::path(file).filename()) continue;
        is_known = true;
        if (archive.state == ArchiveState::writing) {
            run.discard(archive);
            continue;
        }
        run.give_back(archive);
        answers += archive.answers;
    }
    if (!is_known) return Problem{ProblemKind::missing, "no_such_archive", "Cơ sở dữ liệu này không biết kho lưu trữ đó."};
    return answers;
}

}  // namespace learning
