#pragma once
// What a capability keeps in memory for all requests (unit tree, packs, rankings), found by its type.
// Filled once at start by each capability's services.cpp, read-only as a list afterwards.
#include <memory>
#include <stdexcept>
#include <string>
#include <typeindex>
#include <typeinfo>
#include <unordered_map>

class Services {
public:
    template <class T>
    T& add(std::shared_ptr<T> service) {
        auto& kept = *service;
        held_[std::type_index(typeid(T))] = std::move(service);
        return kept;
    }

    template <class T>
    T& get() const {
        const auto found = held_.find(std::type_index(typeid(T)));
        if (found == held_.end()) throw std::logic_error(std::string("no such service: ") + typeid(T).name());
        return *static_cast<T*>(found->second.get());
    }

    template <class T>
    bool has() const {
        return held_.contains(std::type_index(typeid(T)));
    }

private:
    std::unordered_map<std::type_index, std::shared_ptr<void>> held_;
};
