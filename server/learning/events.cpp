#include "foundation/events/bus.h"

#include "progress/actions.h"

namespace learning {

// In the transaction: erasing must not wait, and a download must hold everything.
void subscribe(events::Bus& bus) {
    bus.in_transaction<identity::AccountErased>(erase_person);
    bus.in_transaction<identity::DataRequested>(add_my_data);
}

}  // namespace learning
