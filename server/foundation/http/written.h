#pragma once
// A T that is JSON text already, for replies made of pieces that never change. Whoever puts it together answers for the form.
#include "foundation/http/json.h"

namespace http {

template <class T>
struct Written {
    std::string text;
};

template <class T>
struct Shape<Written<T>> {
    static Written<T> read(const boost::json::value& value, Reader& reader) {
        return {to_json_text(Shape<T>::read(value, reader))};
    }
    static void write(const Written<T>& written, std::string& output) { output += written.text; }
    static boost::json::object schema(Schemas& schemas) { return Shape<T>::schema(schemas); }
};

}  // namespace http
