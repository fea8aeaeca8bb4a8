#include "emails/actions.h"
#include "memory/store.h"
#include "names/actions.h"
#include "passwords/actions.h"
#include "privacy/actions.h"
#include "privacy/store.h"

#include "foundation/outgoing/secret.h"
#include "foundation/settings.h"

namespace identity {
void add_services(Services& services, const Settings& settings) {
    Site site;
    site.public_url = settings.public_url.empty() ? "http://localhost:" + std::to_string(settings.port) : settings.public_url;
    while (site.public_url.ends_with('/')) site.public_url.pop_back();
    site.secure_cookies = site.public_url.starts_with("https://");
    site.demo = settings.demo;
    site.data_dir = settings.data_dir;
    services.add(std::make_shared<store::ErasureLog>(site.data_dir + "/erasures.log"));
    services.add(std::make_shared<Site>(std::move(site)));
    services.add(std::make_shared<LastSeen>());
    services.add(std::make_shared<Postman>(
        Postman{{settings.smtp_url, settings.smtp_from, settings.smtp_user, outgoing::read_secret(settings.smtp_password_file)}}));
    prepare_passwords();
}

void load_services(Context& context) {
    replay_erasures(context);
    fill_words_once(context);
}

}  // namespace identity
