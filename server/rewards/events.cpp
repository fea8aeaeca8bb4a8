#include "foundation/events/bus.h"

#include "ledger/actions.h"
#include "ranking/actions.h"

namespace rewards {

// All in the transaction: points, streak and rank belong to the reply of what earned them.
void subscribe(events::Bus& bus) {
    bus.in_transaction<learning::TaskHandedIn>(reward_task);
    bus.in_transaction<learning::AnswersTaken>(reward_answers);
    bus.in_transaction<learning::WeekAsked>(tell_frozen_days);

    bus.in_transaction<identity::AccountJoined>(enter_rankings);
    bus.in_transaction<identity::PlaceChanged>(move_in_rankings);
    bus.in_transaction<identity::AccountErased>(leave_rankings);
    bus.in_transaction<identity::DataRequested>(add_my_data);

    // Places first: points are kept of people who have one.
    bus.on_notice(kPlaceChanged, follow_places);
    bus.on_notice(kPointsGrew, follow_points);
}

}  // namespace rewards
