#pragma once
// What a reply only shows and does not change: pointed to, with whatever keeps it alive, instead of copied. On the wire it is
// the value itself.
#include "foundation/http/json.h"

#include <memory>

namespace http {

template <class T>
class Kept {
public:
    Kept() : Kept(std::make_shared<const T>()) {}
    explicit Kept(std::shared_ptr<const T> value) : value_(std::move(value)) {}
    // A part of something that lives as long as its owner.
    template <class Owner>
    Kept(std::shared_ptr<Owner> owner, const T& part) : value_(std::move(owner), &part) {}

    const T& operator*() const { return *value_; }
    const T* operator->() const { return value_.get(); }

private:
    std::shared_ptr<const T> value_;
};

template <class T>
struct Shape<Kept<T>> {
    static Kept<T> read(const boost::json::value& value, Reader& reader) {
        return Kept<T>(std::make_shared<const T>(Shape<T>::read(value, reader)));
    }
    static void write(const Kept<T>& kept, std::string& output) { Shape<T>::write(*kept, output); }
    static boost::json::object schema(Schemas& schemas) { return Shape<T>::schema(schemas); }
};

}  // namespace http
